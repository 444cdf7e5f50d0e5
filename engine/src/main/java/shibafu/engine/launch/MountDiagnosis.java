package shibafu.engine.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import shibafu.engine.plan.HostOp;
import shibafu.engine.plan.TreeOp;

/// [Diagnosis] of mounts.
final class MountDiagnosis {
    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int ENODEV = 19;
    private static final int EINVAL = 22;
    private static final int ENOSPC = 28;
    private static final int ELOOP = 40;
    private static final int EUSERS = 87;

    private MountDiagnosis() {}

    static Optional<String> mount(String type, List<String> options, int errno) {
        return label(options, errno).or(() -> plain(type, errno));
    }

    private static Optional<String> plain(String type, int errno) {
        return switch (errno) {
            case EPERM ->
                Optional.of("in a user namespace the kernel mounts " + type
                        + " only with namespaces of its own (pid for proc, network for sysfs) and where the host's /proc "
                        + "and /sys are not covered by other mounts; "
                        + Diagnosis.notRoot().orElse("bind the host's instead"));
            case ENODEV -> Optional.of("this kernel does not know the file system " + type);
            case ELOOP -> Optional.of("the image has a symbolic link there, which could lead out of the root");
            case EINVAL ->
                Optional.of("an option is not one of " + type
                        + "'s; or its owners are mapped, which this kernel cannot do for it");
            default -> Optional.empty();
        };
    }

    private static Optional<String> label(List<String> options, int errno) {
        boolean labelled = options.stream().anyMatch(option -> option.startsWith("context="));
        return errno == EINVAL && labelled && !Files.exists(Path.of("/sys/fs/selinux/enforce"))
                ? Optional.of("a mount label needs SELinux, which is disabled or not supported here; leave "
                        + "linux.mountLabel and context= out")
                : Optional.empty();
    }

    static Optional<String> mountOver(TreeOp.MountOver mount, int errno) {
        return errno == ENOSPC && mount.content()
                ? Optional.of("what the image has there does not fit into the new file system; raise its size= "
                        + "and nr_inodes=, or leave tmpcopyup out")
                : mount(mount.type(), mount.options(), errno);
    }

    static Optional<String> bind(String source, int errno) {
        return switch (errno) {
            case ENOENT -> Optional.of("the source " + source + " does not exist on the host; make it first");
            case EPERM ->
                Optional.of("in a user namespace flags that the host set on the mount (ro, nosuid, nodev, "
                        + "noexec) are locked; keep them");
            default -> Optional.empty();
        };
    }

    static Optional<String> mapIds(HostOp.MapIds map, int errno) {
        return switch (errno) {
            case ENOENT -> Optional.of("the source " + map.source() + " does not exist on the host; make it first");
            case ENOSPC, EUSERS -> Diagnosis.clone(Diagnosis.NEW_USER, errno);
            case EINVAL ->
                Optional.of("its file system" + fileSystem(map.source()) + " cannot map owners on this kernel ("
                        + System.getProperty("os.version") + "), or a range is wrong; take a source on ext4, xfs or "
                        + "btrfs (tmpfs since Linux 6.3), or change the owners of its files");
            case EPERM ->
                Optional.of("only root of the host's user namespace may map owners, and only once for each mount");
            default -> Optional.empty();
        };
    }

    /// Its type in brackets, where it can be told.
    private static String fileSystem(String path) {
        try {
            return " (" + Files.getFileStore(Path.of(path)).type() + ")";
        } catch (IOException e) {
            return "";
        }
    }
}
