package shibafu.engine.launch;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import shibafu.engine.plan.ControlOp;
import shibafu.engine.plan.HostOp;
import shibafu.engine.plan.Op;
import shibafu.engine.plan.ProcessOp;
import shibafu.engine.plan.SectionOp;
import shibafu.engine.plan.TreeOp;

/// The likely cause of a failed operation, and its cure, for the failures that people meet.
final class Diagnosis {
    private static final int EPERM = 1;
    private static final int ESRCH = 3;
    private static final int ENOENT = 2;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int ENODEV = 19;
    private static final int EINVAL = 22;
    private static final int ENOSPC = 28;
    private static final int EROFS = 30;
    private static final int ENOSYS = 38;
    private static final int EUSERS = 87;
    static final int NEW_USER = 0x10000000;

    private Diagnosis() {}

    static Optional<String> of(Op op, int errno) {
        if (errno == ENOSYS) {
            return Optional.of("this kernel (" + System.getProperty("os.version")
                    + ") lacks the call; Shibafu needs Linux 5.14 or newer");
        }
        Optional<String> cause =
                switch (op) {
                    case SectionOp.Clone clone -> clone(clone.flags(), errno);
                    case ProcessOp.Unshare unshare -> clone(unshare.flags(), errno);
                    case HostOp.MakeDir dir -> cgroupFile(dir.path(), errno);
                    case HostOp.WriteFile file -> cgroupFile(file.path(), errno);
                    case HostOp.OpenCgroup cgroup -> cgroupFile(cgroup.path(), errno);
                    case HostOp.IntoCgroup cgroup -> cgroupFile(cgroup.path(), errno);
                    case ProcessOp.JoinCgroups ignored -> joinCgroups(errno);
                    case TreeOp.RootBind root -> rootfs(root.path(), errno);
                    case TreeOp.RootOverlay overlay -> overlay(overlay, errno);
                    case TreeOp.Mount mount -> MountDiagnosis.mount(mount.type(), mount.options(), errno);
                    case TreeOp.MountOver mount -> MountDiagnosis.mountOver(mount, errno);
                    case TreeOp.Bind bind -> MountDiagnosis.bind(bind.source(), errno);
                    case TreeOp.BindLink bind -> MountDiagnosis.bind(bind.source(), errno);
                    case HostOp.MapIds map -> MountDiagnosis.mapIds(map, errno);
                    case HostOp.WriteProc write -> idMap(write, errno);
                    case HostOp.JoinProcess join -> Optional.of("the container's process " + join.pid() + " has ended");
                    case HostOp.JoinContainer join -> neighbour(join.name(), errno);
                    case HostOp.CopyMount mount -> neighbour(mount.name(), errno);
                    case ControlOp.Start ignored -> start(errno);
                    case ProcessOp.Scheduler scheduler -> FieldDiagnosis.scheduler(scheduler, errno);
                    case ProcessOp.IoPriority ignored -> FieldDiagnosis.ioPriority(errno);
                    case HostOp.NetDevice device -> FieldDiagnosis.netDevice(device, errno);
                    case ProcessOp.CpuAffinity ignored -> FieldDiagnosis.cpus(errno);
                    case ProcessOp.MemoryPolicy ignored -> FieldDiagnosis.memory(errno);
                    case ProcessOp.SecurityLabel label -> FieldDiagnosis.label(label, errno);
                    case ProcessOp.Seccomp ignored -> SeccompDiagnosis.filter(errno);
                    case HostOp.SeccompSocket socket -> Optional.of(SeccompDiagnosis.socket(socket));
                    case ProcessOp.SessionKeyring ignored -> FieldDiagnosis.keyring(errno);
                    case ProcessOp.Rlimit ignored ->
                        errno == EPERM
                                ? Optional.of("a hard limit can only be raised with CAP_SYS_RESOURCE; ask for less")
                                : Optional.empty();
                    default -> Optional.empty();
                };
        return cause.or(() -> errno == EPERM || errno == EACCES ? notRoot() : Optional.empty());
    }

    private static Optional<String> neighbour(String name, int errno) {
        return errno == ESRCH ? Optional.of("container " + name + " is not running") : Optional.empty();
    }

    static Optional<String> clone(long flags, int errno) {
        boolean user = (flags & NEW_USER) != 0;
        if (user && (errno == ENOSPC || errno == EUSERS)) {
            return Optional.of("user namespaces are exhausted or switched off: user.max_user_namespaces is "
                    + sysctl("user/max_user_namespaces") + "; raise it with sysctl -w user.max_user_namespaces=15000");
        }
        if (errno == ENOSPC || errno == EUSERS) {
            return Optional.of("a namespace limit is reached; see sysctl user | grep max_");
        }
        if (user && (errno == EPERM || errno == EACCES)) {
            return Optional.of("this host does not allow user namespaces (kernel.unprivileged_userns_clone="
                    + sysctl("kernel/unprivileged_userns_clone") + "); run as root or allow them");
        }
        if (errno == EINVAL) {
            return Optional.of("the kernel was built without one of these namespaces; see ls /proc/self/ns");
        }
        return Optional.empty();
    }

    private static Optional<String> cgroupFile(String path, int errno) {
        if (!path.startsWith("/sys/fs/cgroup")) {
            return errno == EROFS ? Optional.of("its file system is read-only") : Optional.empty();
        }
        return switch (errno) {
            case EROFS, EACCES, EPERM ->
                Optional.of("the cgroup tree is not writable here: run as root, and outside a "
                        + "container that mounts /sys/fs/cgroup read-only");
            case ENOENT ->
                Optional.of(
                        path.contains("bfq.weight") || path.endsWith("/io.weight")
                                ? "weights of disks need the scheduler bfq, which this kernel lacks: modprobe bfq, or leave "
                                        + "the weight out"
                                : "the controller is missing: enable it for this kernel (cgroup_enable=) or leave "
                                        + "the limit out");
            case EBUSY -> Optional.of("the kernel refuses it while processes are in the cgroup, or use is over it");
            case EINVAL -> Optional.of("the kernel does not accept the value; it may be over a limit of the parent");
            default -> Optional.empty();
        };
    }

    private static Optional<String> joinCgroups(int errno) {
        return errno == ENOSPC
                ? Optional.of("a cpuset has no cpus or memory nodes yet; its parent must have some")
                : Optional.empty();
    }

    private static Optional<String> rootfs(String path, int errno) {
        return errno == ENOENT
                ? Optional.of("the root file system " + path + " does not exist; unpack one there or mend root.path")
                : Optional.empty();
    }

    private static Optional<String> overlay(TreeOp.RootOverlay overlay, int errno) {
        return switch (errno) {
            case ENODEV -> Optional.of("this kernel has no overlayfs; load it with modprobe overlay");
            case EINVAL -> Optional.of("the file system of " + overlay.upper() + " cannot hold a writable layer");
            case ENOENT -> Optional.of("a layer of the image is missing: " + String.join(", ", overlay.lower()));
            default -> Optional.empty();
        };
    }

    private static Optional<String> idMap(HostOp.WriteProc write, int errno) {
        boolean map = write.name().endsWith("_map");
        if (map && errno == EPERM) {
            return Optional.of("ids may only be mapped by root, or by newuidmap within /etc/subuid");
        }
        if (map && errno == EINVAL) {
            return Optional.of("ranges of an id map must not overlap, and the kernel takes at most 340");
        }
        if (write.name().equals("oom_score_adj")) {
            return Optional.of("lowering it needs CAP_SYS_RESOURCE");
        }
        return Optional.empty();
    }

    private static Optional<String> start(int errno) {
        return switch (errno) {
            case 6 -> Optional.of("its process has ended before it was started; look at its log, then delete it");
            case ENOENT -> Optional.of("it has been started already");
            default -> Optional.empty();
        };
    }

    static Optional<String> notRoot() {
        return "root".equals(System.getProperty("user.name"))
                ? Optional.empty()
                : Optional.of("this needs root; run it with sudo");
    }

    /// One read(2) of a whole line: there is no second one below /proc/sys.
    static String sysctl(String name) {
        try (InputStream in = new FileInputStream("/proc/sys/" + name)) {
            byte[] bytes = new byte[64];
            return new String(bytes, 0, Math.max(0, in.read(bytes)), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return "not there";
        }
    }
}
