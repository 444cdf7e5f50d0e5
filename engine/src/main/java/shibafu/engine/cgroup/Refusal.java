package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Why the kernel refused a value, and what to do about it, as far as the file and the error tell.
final class Refusal {
    private static final String NO_RDMA = "there is no such RDMA device here; see /sys/class/infiniband";

    private Refusal() {}

    /// @param file what was to be written
    /// @return a clause that begins with ": ", or nothing where no more can be said
    static String explain(Path file, IOException error) {
        String clause = clause(file, error, CgroupFile.reason(error));
        return clause.isEmpty() ? "" : ": " + clause;
    }

    private static String clause(Path file, IOException error, String reason) {
        if (error instanceof NoSuchFileException) {
            return missing(file);
        }
        if (error instanceof AccessDeniedException || reason.startsWith("operation not permitted")) {
            return denied(file);
        }
        return switch (reason) {
            case "read-only file system" -> "cgroups are mounted read-only here; run as root on the host";
            case "device or resource busy" -> busy(file);
            case "invalid argument" -> invalid(file);
            case "numerical result out of range" -> outOfRange(file);
            case "no such device" -> noDevice(file);
            case "unknown error 524" -> "kernels since 5.16 have no limit on kernel memory alone";
            case "no space left on device" -> "cpuset.cpus and cpuset.mems must have a value before a process joins";
            default -> "";
        };
    }

    private static String missing(Path file) {
        Path directory = file.resolveSibling("");
        if (!Files.isDirectory(directory)) {
            return "the cgroup is gone";
        }
        String name = file.getFileName().toString();
        if (name.startsWith("hugetlb.")) {
            return "this machine has no huge pages of this size; see /sys/kernel/mm/hugepages";
        }
        return switch (name) {
            case "memory.swap.max", "memory.memsw.limit_in_bytes" ->
                "this kernel does not count swap; boot it with swapaccount=1, or set no swap limit";
            case "blkio.bfq.weight", "blkio.bfq.weight_device", "io.bfq.weight" ->
                "no scheduler here heeds weights; load the module bfq and choose it for the disk";
            case "io.weight" -> "this kernel heeds no weights (CONFIG_BLK_CGROUP_IOCOST), nor is the module bfq loaded";
            case "cpu.rt_runtime_us", "cpu.rt_period_us" ->
                "this kernel has no realtime limits (CONFIG_RT_GROUP_SCHED)";
            default -> "this kernel has no such file, or the controller is not enabled for the cgroup";
        };
    }

    private static String noDevice(Path file) {
        String name = file.getFileName().toString();
        if (name.equals("rdma.max")) {
            return NO_RDMA;
        }
        return name.startsWith("io.") || name.startsWith("blkio.")
                ? "there is no disk with these numbers; lsblk shows them, and a partition has no limits of its own"
                : "there is no such device here";
    }

    private static String denied(Path file) {
        return switch (file.getFileName().toString()) {
            case "devices.allow" -> "the parent cgroup does not allow this device";
            case "cpuset.cpus", "cpuset.mems" -> "not among those of the parent cgroup";
            default -> "only root, or the owner of a delegated cgroup, may write it";
        };
    }

    private static String busy(Path file) {
        Folder folder = Folder.at(file.resolveSibling(""));
        return switch (file.getFileName().toString()) {
            case "memory.limit_in_bytes", "memory.memsw.limit_in_bytes" ->
                "%s bytes are in use, at most %s were, and the kernel could not free enough"
                        .formatted(
                                folder.text("memory.usage_in_bytes").orElse("?"),
                                folder.text("memory.max_usage_in_bytes").orElse("?"));
            case "cgroup.subtree_control" -> "the cgroup holds processes itself, so it can't limit cgroups below it";
            case "cpuset.cpus", "cpuset.mems" -> "a cgroup below still uses what would be taken away";
            default -> "";
        };
    }

    private static String invalid(Path file) {
        Folder folder = Folder.at(file.resolveSibling(""));
        return switch (file.getFileName().toString()) {
            case "memory.limit_in_bytes" ->
                "it may not be above memory plus swap (memory.memsw.limit_in_bytes), now %s"
                        .formatted(folder.text("memory.memsw.limit_in_bytes").orElse("?"));
            case "memory.memsw.limit_in_bytes" ->
                "memory plus swap may not be below the memory limit, now %s"
                        .formatted(folder.text("memory.limit_in_bytes").orElse("?"));
            case "cpu.cfs_quota_us", "cpu.cfs_period_us", "cpu.max" ->
                "a quota is at least 1000 µs, a period 1000 to 1000000 µs, and no cgroup gets more than its parent";
            case "cpu.rt_runtime_us", "cpu.rt_period_us" ->
                "no cgroup gets more realtime time than its parent, which has %s of %s µs"
                        .formatted(above(file, "cpu.rt_runtime_us"), above(file, "cpu.rt_period_us"));
            case "rdma.max" -> NO_RDMA;
            case "cpu.cfs_burst_us", "cpu.max.burst" -> "a burst may not be above the quota";
            case "cpuset.cpus", "cpuset.mems" -> "write it as 0-2,7, of those that this machine has";
            case "pids.max" -> "give a number of processes, or -1 for no limit";
            case "devices.allow", "devices.deny" -> "cgroups below it stand already";
            case "cgroup.subtree_control" -> "a controller is missing here: %s".formatted(available(folder));
            default -> "";
        };
    }

    private static String outOfRange(Path file) {
        return switch (file.getFileName().toString()) {
            case "cpuset.cpus", "cpuset.mems" -> "this machine does not have so many";
            case "cpu.weight" -> "a weight is 1 to 10000";
            case "io.weight" -> "a weight is 1 to 10000";
            case "blkio.bfq.weight", "blkio.bfq.weight_device", "io.bfq.weight" -> "a weight is 1 to 1000";
            default -> "";
        };
    }

    private static String above(Path file, String name) {
        Path directory = file.resolveSibling("..").normalize();
        return CgroupFile.read(directory.resolve(name)).orElse("?");
    }

    private static String available(Folder folder) {
        return folder.text("cgroup.controllers").map(c -> "there are " + c).orElse("see cgroup.controllers");
    }
}
