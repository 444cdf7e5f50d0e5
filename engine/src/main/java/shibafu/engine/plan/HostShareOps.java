package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import shibafu.engine.spec.IntelRdt;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.SpecProblem;

/// What of the host a container gets for itself: interfaces, and shares of the cache and of memory bandwidth.
final class HostShareOps {
    private HostShareOps() {}

    /// Moves interfaces, by the launcher, who alone sees both networks.
    static List<Op> netDevices(LinuxSpec linux) {
        List<Op> ops = new ArrayList<>();
        new TreeMap<>(linux.netDevices())
                .forEach((name, device) ->
                        ops.add(new HostOp.NetDevice(name, device.name().orElse(name))));
        return ops;
    }

    /// What this host cannot do.
    static List<SpecProblem> problems(CreateRequest r) {
        List<SpecProblem> problems = new ArrayList<>();
        LinuxSpec linux = r.spec().linux();
        if (linux.intelRdt().isPresent() && r.host().resctrl().isEmpty()) {
            problems.add(new SpecProblem(
                    "/linux/intelRdt",
                    "intelRdt is specified in config, but Intel RDT is not supported or not enabled: no resctrl at"
                            + " /sys/fs/resctrl; mount -t resctrl resctrl /sys/fs/resctrl where the CPU has it"));
        }
        if (!linux.netDevices().isEmpty() && r.host().uid() != 0) {
            problems.add(
                    new SpecProblem("/linux/netDevices", "network devices are not supported for rootless containers"));
        }
        return problems;
    }

    /// Makes the group with its shares (Documentation/filesystems/resctrl.rst). One that is named and gets no shares
    /// must be there already: it is somebody else's.
    static List<Op> makeShares(CreateRequest r) {
        List<Op> ops = new ArrayList<>();
        r.spec().linux().intelRdt().ifPresent(rdt -> group(rdt, r.host(), id(r)).ifPresent(group -> {
            if (rdt.closId().isEmpty() || !rdt.lines().isEmpty()) {
                ops.add(new HostOp.MakeDir(group.toString(), 0755));
            }
            if (!rdt.lines().isEmpty()) {
                String lines = String.join("\n", rdt.lines()) + "\n";
                ops.add(new HostOp.WriteFile(group.resolve("schemata").toString(), lines, false));
            }
            monitoring(rdt, group, id(r)).ifPresent(path -> ops.add(new HostOp.MakeDir(path.toString(), 0755)));
        }));
        return ops;
    }

    /// The process goes in before it does anything; those it makes follow it.
    static List<Op> joinShares(CreateRequest r) {
        return r.spec().linux().intelRdt().isPresent() ? joinShares(r.spec().linux(), r.host(), id(r)) : List.of();
    }

    static List<Op> joinShares(LinuxSpec linux, HostFacts host, String id) {
        List<Op> ops = new ArrayList<>();
        linux.intelRdt().ifPresent(rdt -> group(rdt, host, id).ifPresent(group -> {
            ops.add(tasks(group));
            monitoring(rdt, group, id).ifPresent(path -> ops.add(tasks(path)));
        }));
        return ops;
    }

    private static Op tasks(Path group) {
        return new HostOp.AddProcess(group.resolve("tasks").toString());
    }

    /// Removes what is ours.
    static List<Op> removeShares(CreateRequest r) {
        return r.spec().linux().intelRdt().isPresent() ? removeShares(r.spec().linux(), r.host(), id(r)) : List.of();
    }

    static List<Op> removeShares(LinuxSpec linux, HostFacts host, String id) {
        List<Op> ops = new ArrayList<>();
        linux.intelRdt().ifPresent(rdt -> group(rdt, host, id).ifPresent(group -> {
            monitoring(rdt, group, id).ifPresent(path -> ops.add(new ControlOp.RemoveDir(path.toString())));
            if (rdt.closId().isEmpty()) {
                ops.add(new ControlOp.RemoveDir(group.toString()));
            }
        }));
        return ops;
    }

    private static Optional<Path> group(IntelRdt rdt, HostFacts host, String id) {
        return host.resctrl().map(root -> root.resolve(rdt.closId().orElse(id)));
    }

    private static Optional<Path> monitoring(IntelRdt rdt, Path group, String id) {
        return rdt.enableMonitoring() ? Optional.of(group.resolve("mon_groups").resolve(id)) : Optional.empty();
    }

    /// The directory of a container's record is named after it.
    static String id(CreateRequest r) {
        return String.valueOf(Optional.ofNullable(r.fifo().getParent())
                .map(Path::getFileName)
                .orElseThrow(() -> new PlanException("name the container: the directory of its record has no name")));
    }
}
