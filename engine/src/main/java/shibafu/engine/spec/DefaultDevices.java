package shibafu.engine.spec;

import java.util.List;
import java.util.OptionalInt;
import shibafu.engine.spec.LinuxSpec.Device;

/// The devices that OCI promises to every container. What a container may do with devices is the cgroup's matter.
public final class DefaultDevices {
    /// For everybody to read and write.
    public static final List<Device> NODES = List.of(
            character("/dev/null", 1, 3),
            character("/dev/zero", 1, 5),
            character("/dev/full", 1, 7),
            character("/dev/random", 1, 8),
            character("/dev/urandom", 1, 9),
            character("/dev/tty", 5, 0));

    private DefaultDevices() {}

    private static Device character(String path, long major, long minor) {
        return new Device(path, "c", major, minor, OptionalInt.of(0666), OptionalInt.of(0), OptionalInt.of(0));
    }
}
