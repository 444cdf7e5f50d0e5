package shibafu.engine.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import shibafu.engine.spec.LinuxSpec.Device;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec.Rlimit;

/// What a configuration must obey beyond its shape. Where other programs show runc's words to people, they are runc's.
public final class SpecChecks {
    private static final Set<String> PROPAGATIONS =
            Set.of("", "private", "rprivate", "shared", "rshared", "slave", "rslave", "unbindable", "runbindable");

    private static final List<BiConsumer<Spec, Problems>> CHECKS = List.of(
            SpecChecks::version,
            SpecChecks::root,
            SpecChecks::names,
            SpecChecks::propagation,
            SpecChecks::restrictedPaths,
            SpecChecks::devices,
            NamespaceChecks::unique,
            NamespaceChecks::paths,
            NamespaceChecks::userMappings,
            NamespaceChecks::mappingRanges,
            NamespaceChecks::mappedIdentity,
            NamespaceChecks::timeOffsets,
            MountChecks::destinations,
            MountChecks::namespace,
            MountChecks::insideProc,
            MountChecks::mappedOwners,
            MountChecks::idMappings,
            SysctlChecks::names,
            LimitChecks::resources,
            HookChecks::hooks,
            HostShareChecks::netDevices,
            HostShareChecks::intelRdt,
            PersonaChecks::personality,
            PersonaChecks::memoryPolicy,
            SeccompChecks::profile,
            (spec, problems) -> spec.process().ifPresent(process -> process(process, problems.below("/process"))));

    private SpecChecks() {}

    /// Everything that is wrong with it; empty for a good one.
    public static List<SpecProblem> check(Spec spec) {
        List<SpecProblem> found = new ArrayList<>();
        CHECKS.forEach(check -> check.accept(spec, new Problems("", found)));
        return List.copyOf(found);
    }

    /// Everything that is wrong with a process that stands for itself.
    public static List<SpecProblem> checkProcess(ProcessSpec process) {
        List<SpecProblem> found = new ArrayList<>();
        process(process, new Problems("", found));
        return List.copyOf(found);
    }

    private static void version(Spec spec, Problems problems) {
        if (!spec.ociVersion().matches("1\\.\\d+\\.\\d+([-+].*)?")) {
            problems.add(
                    "/ociVersion",
                    "\"" + spec.ociVersion() + "\" is not supported: 1.0.0 to " + DefaultSpec.OCI_VERSION + " are");
        }
    }

    private static void root(Spec spec, Problems problems) {
        if (spec.root().path().isEmpty()) {
            problems.add("/root/path", "must not be empty");
        }
        if (spec.root().readonly() && !spec.linux().has(NamespaceType.MOUNT)) {
            problems.add("/root/readonly", "unable to make the root read-only without a private MNT namespace");
        }
    }

    private static void names(Spec spec, Problems problems) {
        if (spec.linux().has(NamespaceType.UTS)) {
            return;
        }
        if (spec.hostname().isPresent()) {
            problems.add("/hostname", "unable to set hostname without a private UTS namespace");
        }
        if (spec.domainname().isPresent()) {
            problems.add("/domainname", "unable to set domainname without a private UTS namespace");
        }
    }

    private static void propagation(Spec spec, Problems problems) {
        String propagation = spec.linux().rootfsPropagation().orElse("");
        if (!PROPAGATIONS.contains(propagation)) {
            problems.add("/linux/rootfsPropagation", "rootfsPropagation=" + propagation + " is not supported");
        } else if (!propagation.isEmpty() && !spec.linux().has(NamespaceType.MOUNT)) {
            problems.add("/linux/rootfsPropagation", "unable to set propagation without a private MNT namespace");
        }
    }

    private static void restrictedPaths(Spec spec, Problems problems) {
        restricted("/linux/maskedPaths", spec.linux().maskedPaths(), spec, problems);
        restricted("/linux/readonlyPaths", spec.linux().readonlyPaths(), spec, problems);
    }

    private static void restricted(String pointer, List<String> paths, Spec spec, Problems problems) {
        if (!paths.isEmpty() && !spec.linux().has(NamespaceType.MOUNT)) {
            problems.add(pointer, "unable to restrict sys entries without a private MNT namespace");
        }
        for (int i = 0; i < paths.size(); i++) {
            problems.unless(paths.get(i).startsWith("/"), pointer + "/" + i, "must be an absolute path");
        }
    }

    private static void devices(Spec spec, Problems problems) {
        List<Device> devices = spec.linux().devices();
        if (!devices.isEmpty() && !spec.linux().has(NamespaceType.MOUNT)) {
            problems.add("/linux/devices", "unable to make devices without a private MNT namespace");
        }
        for (int i = 0; i < devices.size(); i++) {
            Device device = devices.get(i);
            String pointer = "/linux/devices/" + i;
            problems.unless(device.path().startsWith("/"), pointer + "/path", "must be an absolute path");
            problems.unless(
                    device.type().matches("[cbup]"),
                    pointer + "/type",
                    "must be c, b, u or p, not \"" + device.type() + "\"");
        }
    }

    private static void process(ProcessSpec process, Problems problems) {
        problems.unless(!process.args().isEmpty(), "/args", "args must not be empty");
        problems.unless(
                process.args().isEmpty() || !process.args().getFirst().isEmpty(),
                "/args/0",
                "the program's name must not be empty");
        if (process.cwd().isEmpty()) {
            problems.add("/cwd", "Cwd property must not be empty");
        } else {
            problems.unless(process.cwd().startsWith("/"), "/cwd", "Cwd must be an absolute path");
        }
        IntStream.range(0, process.env().size())
                .filter(i -> process.env().get(i).indexOf('=') < 1)
                .forEach(i -> problems.add("/env/" + i, "must have the form NAME=value"));
        rlimits(process.rlimits(), problems);
        SchedulingChecks.check(process.scheduling(), problems);
        LimitChecks.process(process, problems);
    }

    private static void rlimits(List<Rlimit> limits, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < limits.size(); i++) {
            Rlimit limit = limits.get(i);
            String pointer = "/rlimits/" + i;
            problems.unless(
                    ResourceLimit.named(limit.type()).isPresent(),
                    pointer + "/type",
                    "wrong rlimit value: " + limit.type());
            problems.unless(seen.add(limit.type()), pointer + "/type", limit.type() + " is there twice");
            problems.unless(
                    Long.compareUnsigned(limit.soft(), limit.hard()) <= 0,
                    pointer + "/soft",
                    "must not be above the hard limit");
        }
    }

    /// Takes problems below a place of the document.
    record Problems(String prefix, List<SpecProblem> found) {
        void add(String pointer, String message) {
            found.add(new SpecProblem(prefix + pointer, message));
        }

        void unless(boolean good, String pointer, String message) {
            if (!good) {
                add(pointer, message);
            }
        }

        Problems below(String pointer) {
            return new Problems(prefix + pointer, found);
        }
    }
}
