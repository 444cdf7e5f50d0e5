package shibafu.engine.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.plan.HostOp;
import shibafu.engine.plan.ProcessOp;

/// Why a process could not be what its configuration says, and the cure.
final class FieldDiagnosis {
    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int EEXIST = 17;
    private static final int ENODEV = 19;
    private static final int EINVAL = 22;
    private static final int EDQUOT = 122;

    private FieldDiagnosis() {}

    static Optional<String> scheduler(ProcessOp.Scheduler asked, int errno) {
        return switch (errno) {
            case EPERM ->
                Optional.of(
                        asked.policy() == 6
                                ? "process scheduler can't be used together with AllowedCPUs: SCHED_DEADLINE needs all CPUs of"
                                        + " the machine (and CAP_SYS_NICE); leave out linux.resources.cpu.cpus"
                                : "real-time policies and a lower nice value need CAP_SYS_NICE, or a higher RLIMIT_RTPRIO or"
                                        + " RLIMIT_NICE");
            case EBUSY -> Optional.of("the deadlines of this machine's CPUs are given away already; ask for less");
            case EINVAL ->
                Optional.of("the kernel does not accept these values together (sched_setattr(2)); a cgroup of version 1"
                        + " without cpu.rt_runtime_us has no real-time processes");
            default -> Optional.empty();
        };
    }

    static Optional<String> ioPriority(int errno) {
        return errno == EPERM
                ? Optional.of("IOPRIO_CLASS_RT needs CAP_SYS_ADMIN or CAP_SYS_NICE; take IOPRIO_CLASS_BE")
                : Optional.empty();
    }

    static Optional<String> cpus(int errno) {
        return errno == EINVAL
                ? Optional.of("none of these CPUs is there, or in the cgroup's cpuset")
                : Optional.empty();
    }

    static Optional<String> netDevice(HostOp.NetDevice asked, int errno) {
        return switch (errno) {
            case ENODEV -> Optional.of("the host has no interface " + asked.name() + " (see ip link)");
            case EEXIST -> Optional.of("the container's network has an interface " + asked.rename() + " already");
            case EINVAL -> Optional.of("the kernel keeps this interface in its namespace (as lo and some tunnels)");
            default -> Optional.empty();
        };
    }

    static Optional<String> memory(int errno) {
        return errno == EINVAL
                ? Optional.of("a memory node is not there or not in the cgroup's cpuset (see"
                        + " /sys/devices/system/node/online), or this kernel does not know the mode")
                : Optional.empty();
    }

    /// In runc's words, as other programs show them.
    static Optional<String> label(ProcessOp.SecurityLabel asked, int errno) {
        boolean missing = errno == ENOENT && asked.file().startsWith("attr/apparmor") && !hasAppArmor();
        if (!asked.file().startsWith("attr/apparmor")) {
            return Optional.of("selinux label is specified in config, but selinux is disabled or not supported, or its"
                    + " policy does not know the label");
        }
        if (missing) {
            return Optional.of("apparmor failed to apply profile: AppArmor is not enabled on this host (see"
                    + " /sys/module/apparmor/parameters/enabled); leave out process.apparmorProfile");
        }
        return switch (errno) {
            case ENOENT ->
                Optional.of("apparmor failed to apply profile: it is not loaded (see"
                        + " /sys/kernel/security/apparmor/profiles); load it with apparmor_parser -r FILE");
            case EPERM, EACCES ->
                Optional.of("apparmor failed to apply profile: the profile in force forbids the change");
            default -> Optional.of("apparmor failed to apply profile");
        };
    }

    static Optional<String> keyring(int errno) {
        return switch (errno) {
            case EDQUOT ->
                Optional.of("the keys of its user are used up (see /proc/key-users): kernel.keys.maxkeys is "
                        + Diagnosis.sysctl("kernel/keys/maxkeys") + " and kernel.keys.maxbytes "
                        + Diagnosis.sysctl("kernel/keys/maxbytes")
                        + "; raise them with sysctl -w kernel.keys.maxkeys=20000 kernel.keys.maxbytes=400000, or give"
                        + " --no-new-keyring");
            case EPERM, EACCES ->
                Optional.of("another user has a keyring of that name (see /proc/keys); give the container another"
                        + " name, or --no-new-keyring");
            default -> Optional.empty();
        };
    }

    private static boolean hasAppArmor() {
        return Files.exists(Path.of("/proc/self/attr/apparmor/exec"));
    }
}
