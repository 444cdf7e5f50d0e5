package shibafu.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import shibafu.engine.spec.Resources;

/// What the machine offers that the tests run on.
public final class TestHost {
    private static final Path CGROUP = Path.of("/sys/fs/cgroup");

    private TestHost() {}

    /// Whether the tests run as uid 0.
    public static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /// Whether memory limits are v1's here, and can be set.
    public static boolean hasWritableCgroupV1() {
        return Files.isWritable(CGROUP.resolve("memory/memory.limit_in_bytes"));
    }

    /// Whether memory limits are v2's here, and can be set.
    public static boolean hasWritableCgroupV2() throws IOException {
        Path controllers = CGROUP.resolve("cgroup.controllers");
        return Files.isWritable(CGROUP.resolve("cgroup.subtree_control"))
                && Arrays.asList(Files.readString(controllers).strip().split(" "))
                        .contains("memory");
    }

    /// Whether systemd runs this machine and can be asked over D-Bus.
    public static boolean isRunBySystemd() {
        return Files.isDirectory(Path.of("/run/systemd/system"))
                && Files.exists(Path.of("/run/dbus/system_bus_socket"));
    }

    /// A limit that swap does not stretch: whoever holds more is killed on a machine with swap too.
    public static Resources.Memory memory(long limitBytes) {
        boolean swapIsCounted = Files.exists(CGROUP.resolve("cgroup.controllers"))
                || Files.exists(CGROUP.resolve("memory/memory.memsw.usage_in_bytes"));
        return new Resources.Memory(
                OptionalLong.of(limitBytes),
                OptionalLong.empty(),
                swapIsCounted ? OptionalLong.of(limitBytes) : OptionalLong.empty(),
                OptionalInt.empty(),
                false,
                false);
    }
}
