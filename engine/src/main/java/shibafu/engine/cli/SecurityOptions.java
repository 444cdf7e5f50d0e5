package shibafu.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.plan.Capability;
import shibafu.engine.seccomp.DefaultProfile;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Resources.DeviceRule;
import shibafu.engine.spec.Seccomp;
import shibafu.engine.spec.SecurityLabels;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.SpecReader;

/// Options that say how far a container is trusted, with docker's names.
final class SecurityOptions {
    private static final String UNCONFINED = "unconfined";
    private static final Path APPARMOR = Path.of("/sys/kernel/security/apparmor");
    private static final String WORDS =
            "seccomp=FILE|unconfined, apparmor=PROFILE, no-new-privileges, systempaths=unconfined,"
                    + " mask=PATH[:PATH], unmask=ALL|PATH[:PATH] and label=... are known";

    @Option(names = "--privileged", description = "All capabilities and devices, nothing masked, no filter.")
    private boolean privileged;

    @Option(
            names = "--security-opt",
            paramLabel = "NAME[=VALUE]",
            description =
                    "seccomp=FILE|unconfined, apparmor=PROFILE, no-new-privileges, systempaths=unconfined, mask=, unmask=.")
    private List<String> security = new ArrayList<>();

    /// @param lastCapability the highest that this kernel knows
    Spec apply(Spec spec, int lastCapability, Path workingDirectory) {
        Spec changed = privileged ? privileged(spec, lastCapability) : spec;
        List<String> filters = new ArrayList<>();
        for (String text : security) {
            String[] words = text.split("[=:]", 2);
            String value = words.length == 2 ? words[1] : "";
            switch (words[0]) {
                case "seccomp" -> filters.add(value);
                case "label" -> {
                    // SELinux is not there, or the container's label is the host's own business.
                    if (!value.matches("disable|nested|(user|role|type|level|filetype):.+")) {
                        throw unknown(text);
                    }
                }
                default -> changed = changed(changed, text, words[0], value);
            }
        }
        if (filters.isEmpty()) {
            filters.add(privileged ? UNCONFINED : "builtin");
        }
        Optional<Seccomp> seccomp = Optional.empty();
        for (String filter : filters) {
            seccomp = seccomp(filter, workingDirectory, changed);
        }
        return changed.withLinux(changed.linux().withSeccomp(seccomp));
    }

    private static Spec changed(Spec spec, String text, String name, String value) {
        LinuxSpec linux = spec.linux();
        ProcessSpec process = spec.process().orElseThrow();
        return switch (name) {
            case "no-new-privileges" ->
                spec.withProcess(process.withNoNewPrivileges(value.isEmpty() || value.equals("true")));
            case "apparmor" ->
                spec.withProcess(process.withLabels(
                        new SecurityLabels(apparmor(value), process.labels().selinuxLabel())));
            case "systempaths" -> spec.withLinux(unmasked(linux, text, value.equals(UNCONFINED) ? "ALL" : ""));
            case "unmask" -> spec.withLinux(unmasked(linux, text, value));
            case "mask" -> {
                List<String> masked = new ArrayList<>(linux.maskedPaths());
                masked.addAll(paths(text, value));
                yield spec.withLinux(linux.withMaskedPaths(masked));
            }
            default -> throw unknown(text);
        };
    }

    /// Where there is no AppArmor, all are unconfined.
    private static Optional<String> apparmor(String profile) {
        boolean nothing = profile.equals(UNCONFINED) && !Files.exists(APPARMOR);
        return Optional.of(profile).filter(wanted -> !nothing);
    }

    private static LinuxSpec unmasked(LinuxSpec linux, String text, String value) {
        if (value.equals("ALL")) {
            return linux.withMaskedPaths(List.of()).withReadonlyPaths(List.of());
        }
        List<String> named = paths(text, value);
        return linux.withMaskedPaths(without(linux.maskedPaths(), named))
                .withReadonlyPaths(without(linux.readonlyPaths(), named));
    }

    private static List<String> without(List<String> paths, List<String> named) {
        return paths.stream().filter(path -> !named.contains(path)).toList();
    }

    private static List<String> paths(String text, String value) {
        List<String> paths = List.of(value.split(":", -1));
        if (!paths.stream().allMatch(path -> path.startsWith("/"))) {
            throw unknown(text);
        }
        return paths;
    }

    private static ShibafuException unknown(String text) {
        return new ShibafuException("security option '" + text + "' is unknown; " + WORDS);
    }

    private static Seccomp standard(Spec spec) {
        return DefaultProfile.of(spec.process()
                .orElseThrow()
                .capabilities()
                .map(Spec.Capabilities::bounding)
                .orElse(List.of()));
    }

    private static Optional<Seccomp> seccomp(String value, Path workingDirectory, Spec spec) {
        return switch (value) {
            case UNCONFINED -> Optional.empty();
            case "", "builtin" -> Optional.of(standard(spec));
            default -> Optional.of(SpecReader.readSeccomp(workingDirectory.resolve(value)));
        };
    }

    /// What docker's --privileged does.
    private static Spec privileged(Spec spec, int lastCapability) {
        ProcessSpec process = spec.process().orElseThrow();
        LinuxSpec linux = spec.linux()
                .withMaskedPaths(List.of())
                .withReadonlyPaths(List.of())
                .withDevices(HostDevices.all())
                .withResources(spec.linux()
                        .resources()
                        .withDevices(
                                List.of(new DeviceRule(true, "a", OptionalLong.empty(), OptionalLong.empty(), "rwm"))));
        return spec.withLinux(linux)
                .withMounts(
                        spec.mounts().stream().map(SecurityOptions::writable).toList())
                .withProcess(process.withCapabilities(Optional.of(DefaultSpec.capabilities(held(lastCapability)))));
    }

    /// Nobody can give what he has not: where we run without some ourselves, so does the container, as with podman.
    private static List<String> held(int lastCapability) {
        List<String> names = new ArrayList<>(Capability.ociNames(lastCapability));
        TextFile.lines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("CapBnd:"))
                .map(line -> line.substring("CapBnd:".length()).strip())
                .forEach(mask -> names.retainAll(Capability.names(Long.parseUnsignedLong(mask, 16))));
        return names;
    }

    private static MountSpec writable(MountSpec mount) {
        return mount.type().equals("sysfs") || mount.type().equals("cgroup")
                ? new MountSpec(
                        mount.destination(), mount.type(), mount.source(), without(mount.options(), List.of("ro")))
                : mount;
    }
}
