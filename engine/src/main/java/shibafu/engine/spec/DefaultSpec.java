package shibafu.engine.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Resources.DeviceRule;
import shibafu.engine.spec.Spec.Capabilities;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.Spec.Root;
import shibafu.engine.spec.Spec.User;

/// What a container of an image has where its user asks for nothing else: the same as docker's.
public final class DefaultSpec {
    /// The runtime-spec version that Shibafu speaks.
    public static final String OCI_VERSION = "1.3.0";

    /// Where programs are looked for when the environment does not say.
    public static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// Docker's fourteen.
    private static final List<String> CAPABILITIES = List.of(
            "CAP_CHOWN",
            "CAP_DAC_OVERRIDE",
            "CAP_FSETID",
            "CAP_FOWNER",
            "CAP_MKNOD",
            "CAP_NET_RAW",
            "CAP_SETGID",
            "CAP_SETUID",
            "CAP_SETFCAP",
            "CAP_SETPCAP",
            "CAP_NET_BIND_SERVICE",
            "CAP_SYS_CHROOT",
            "CAP_KILL",
            "CAP_AUDIT_WRITE");

    private static final List<NamespaceType> NAMESPACES = List.of(
            NamespaceType.PID,
            NamespaceType.NETWORK,
            NamespaceType.MOUNT,
            NamespaceType.IPC,
            NamespaceType.UTS,
            NamespaceType.CGROUP);

    /// They tell about the host, or change it.
    private static final List<String> MASKED_PATHS = List.of(
            "/proc/acpi",
            "/proc/asound",
            "/proc/interrupts",
            "/proc/kcore",
            "/proc/keys",
            "/proc/latency_stats",
            "/proc/sched_debug",
            "/proc/scsi",
            "/proc/timer_list",
            "/proc/timer_stats",
            "/sys/devices/virtual/powercap",
            "/sys/firmware");

    static final List<String> READONLY_PATHS =
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private static final DeviceRule DENY_ALL =
            new DeviceRule(false, "a", OptionalLong.empty(), OptionalLong.empty(), "rwm");

    private DefaultSpec() {}

    /// A container of an image.
    public static Spec of(Root root, ProcessSpec process) {
        return new Spec(
                OCI_VERSION,
                Optional.of(process),
                root,
                Optional.empty(),
                Optional.empty(),
                mounts(),
                Hooks.NONE,
                linux(),
                Map.of());
    }

    /// A process of root with the default capabilities, `PATH` alone in its environment, and no terminal.
    public static ProcessSpec process(List<String> args) {
        return new ProcessSpec(
                false,
                Optional.empty(),
                new User(0, 0, OptionalInt.empty(), List.of()),
                args,
                List.of("PATH=" + PATH),
                "/",
                Optional.of(capabilities(CAPABILITIES)),
                List.of(),
                false,
                OptionalInt.empty(),
                SecurityLabels.NONE,
                Scheduling.NONE);
    }

    /// These as the bounding, effective and permitted set. The inheritable set stays empty: with it, an image's file
    /// capabilities would give a process without rights more than it should have (CVE-2022-29162).
    public static Capabilities capabilities(List<String> names) {
        return new Capabilities(names, names, List.of(), names, List.of());
    }

    static List<MountSpec> mounts() {
        return List.of(
                mount("/proc", "proc", "proc", "nosuid", "noexec", "nodev"),
                mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
                mount(
                        "/dev/pts",
                        "devpts",
                        "devpts",
                        "nosuid",
                        "noexec",
                        "newinstance",
                        "ptmxmode=0666",
                        "mode=0620",
                        "gid=5"),
                mount("/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
                mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"),
                mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
                mount("/sys/fs/cgroup", "cgroup", "cgroup", "nosuid", "noexec", "nodev", "relatime", "ro"));
    }

    private static LinuxSpec linux() {
        return new LinuxSpec(
                NAMESPACES.stream()
                        .map(type -> new Namespace(type, Optional.empty()))
                        .toList(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                MASKED_PATHS,
                READONLY_PATHS,
                Map.of(),
                Resources.NONE.withDevices(List.of(DENY_ALL)),
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
