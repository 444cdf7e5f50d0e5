package shibafu.engine.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Resources.DeviceRule;
import shibafu.engine.spec.Spec.Capabilities;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.Spec.Rlimit;
import shibafu.engine.spec.Spec.Root;
import shibafu.engine.spec.Spec.User;

/// The config.json that `spec` writes: what runc's is, so that what people do to one they can do to the other.
public final class ExampleSpec {
    private static final List<String> CAPABILITIES = List.of("CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE");

    private static final List<NamespaceType> NAMESPACES = List.of(
            NamespaceType.PID, NamespaceType.NETWORK, NamespaceType.IPC, NamespaceType.UTS, NamespaceType.MOUNT);

    private static final List<String> MASKED_PATHS = List.of(
            "/proc/acpi",
            "/proc/asound",
            "/proc/kcore",
            "/proc/keys",
            "/proc/latency_stats",
            "/proc/timer_list",
            "/proc/timer_stats",
            "/proc/sched_debug",
            "/sys/firmware",
            "/proc/scsi");

    private ExampleSpec() {}

    /// A shell in a terminal, with a read-only root in `rootfs`.
    ///
    /// @param cgroup2 whether cgroups are v2 alone: the container gets a cgroup namespace then
    public static Spec of(boolean cgroup2) {
        return new Spec(
                DefaultSpec.OCI_VERSION,
                Optional.of(process()),
                new Root("rootfs", true, Optional.empty()),
                Optional.of("shibafu"),
                Optional.empty(),
                mounts(),
                Hooks.NONE,
                linux(cgroup2),
                Map.of());
    }

    /// The same for a user: with a user namespace whose root is that user, and without what only root may do.
    public static Spec rootless(Spec spec, int uid, int gid) {
        List<Namespace> namespaces = new ArrayList<>(spec.linux().namespaces());
        namespaces.removeIf(namespace -> namespace.type() == NamespaceType.NETWORK);
        namespaces.add(new Namespace(NamespaceType.USER, Optional.empty()));
        List<MountSpec> mounts = new ArrayList<>();
        for (MountSpec mount : spec.mounts()) {
            if (mount.destination().equals("/sys")) {
                // Without a network namespace of its own it may not mount a sysfs.
                mounts.add(mount("/sys", "none", "/sys", "rbind", "nosuid", "noexec", "nodev", "ro"));
            } else {
                List<String> options = new ArrayList<>(mount.options());
                options.removeAll(Set.of("gid=5"));
                mounts.add(new MountSpec(mount.destination(), mount.type(), mount.source(), options));
            }
        }
        LinuxSpec linux = spec.linux()
                .withNamespaces(namespaces)
                .withIdMappings(
                        List.of(new IdMapping(0, Integer.toUnsignedLong(uid), 1)),
                        List.of(new IdMapping(0, Integer.toUnsignedLong(gid), 1)))
                .withResources(Resources.NONE);
        return spec.withMounts(mounts).withLinux(linux);
    }

    private static ProcessSpec process() {
        return new ProcessSpec(
                true,
                Optional.empty(),
                new User(0, 0, OptionalInt.empty(), List.of()),
                List.of("sh"),
                List.of("PATH=" + DefaultSpec.PATH, "TERM=xterm"),
                "/",
                Optional.of(new Capabilities(CAPABILITIES, CAPABILITIES, List.of(), CAPABILITIES, List.of())),
                List.of(new Rlimit("RLIMIT_NOFILE", 1024, 1024)),
                true,
                OptionalInt.empty(),
                SecurityLabels.NONE,
                Scheduling.NONE);
    }

    /// Those of every container, but a procfs without options of its own.
    private static List<MountSpec> mounts() {
        return DefaultSpec.mounts().stream()
                .map(mount -> mount.destination().equals("/proc") ? mount("/proc", "proc", "proc") : mount)
                .toList();
    }

    private static LinuxSpec linux(boolean cgroup2) {
        List<Namespace> namespaces = new ArrayList<>();
        NAMESPACES.forEach(type -> namespaces.add(new Namespace(type, Optional.empty())));
        if (cgroup2) {
            namespaces.add(new Namespace(NamespaceType.CGROUP, Optional.empty()));
        }
        return new LinuxSpec(
                namespaces,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                MASKED_PATHS,
                DefaultSpec.READONLY_PATHS,
                Map.of(),
                Resources.NONE.withDevices(
                        List.of(new DeviceRule(false, "a", OptionalLong.empty(), OptionalLong.empty(), "rwm"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static MountSpec mount(String destination, String type, String source, String... options) {
        return new MountSpec(destination, type, source, List.of(options));
    }
}
