package shibafu.engine.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import shibafu.engine.ShibafuException;
import shibafu.engine.spec.LinuxSpec.Device;
import shibafu.engine.spec.Resources.DeviceRule;

/// Devices of the host, as a container gets them.
final class HostDevices {
    private static final int TYPE = 0170000;
    private static final int CHARACTER = 0020000;
    private static final int BLOCK = 0060000;
    private static final Path DEV = Path.of("/dev");

    private HostDevices() {}

    /// What `--device` asks for: the nodes, and the rules that let the container use them.
    record Shared(List<Placed> devices, List<DeviceRule> rules) {}

    /// A device, and the host's file of it.
    record Placed(Device device, Path host) {
        boolean isElsewhere() {
            return !device.path().equals(host.toString());
        }
    }

    /// @param text `HOST[:CONTAINER[:rwm]]`; of a directory all devices below it
    static Shared of(String text) {
        String[] parts = text.split(":", -1);
        String inside = parts.length > 1 && parts[1].startsWith("/") ? parts[1] : parts[0];
        String last = parts[parts.length - 1];
        String access = parts.length > 1 && !last.startsWith("/") ? last : "rwm";
        if (parts.length > 3 || !parts[0].startsWith("/") || !access.matches("[rwm]{1,3}")) {
            throw new ShibafuException(
                    "device '" + text + "' is not HOST[:CONTAINER[:rwm]], such as /dev/fuse or /dev/sda:/dev/disk:r");
        }
        Path host = Path.of(parts[0]);
        List<Placed> devices = new ArrayList<>();
        for (Path file : Files.isDirectory(host) ? below(host) : List.of(host)) {
            String path = file.equals(host) ? inside : inside + "/" + host.relativize(file);
            node(file, path).map(device -> new Placed(device, file)).ifPresent(devices::add);
        }
        if (devices.isEmpty()) {
            throw new ShibafuException("device '" + text + "': " + host
                    + (Files.exists(host) ? " is no device" : " does not exist on the host"));
        }
        return new Shared(
                devices,
                devices.stream()
                        .map(Placed::device)
                        .map(device -> new DeviceRule(
                                true,
                                device.type(),
                                OptionalLong.of(device.major()),
                                OptionalLong.of(device.minor()),
                                access))
                        .toList());
    }

    /// All of them but the terminals and file systems of /dev itself.
    static List<Device> all() {
        return below(DEV).stream()
                .filter(file -> !file.startsWith("/dev/pts") && !file.startsWith("/dev/shm"))
                .filter(file -> !file.equals(Path.of("/dev/console")) && !file.equals(Path.of("/dev/ptmx")))
                .flatMap(file -> node(file, file.toString()).stream())
                .toList();
    }

    private static List<Path> below(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ShibafuException("list the devices in " + directory + ": " + e.getMessage(), e);
        }
    }

    /// A link stands for what it leads to only where it was named itself.
    private static Optional<Device> node(Path file, String path) {
        try {
            Map<String, Object> found = path.equals(file.toString()) && file.startsWith(DEV)
                    ? Files.readAttributes(file, "unix:mode,rdev,uid,gid", LinkOption.NOFOLLOW_LINKS)
                    : Files.readAttributes(file, "unix:mode,rdev,uid,gid");
            int mode = number(found, "mode").intValue();
            DeviceNumbers numbers = DeviceNumbers.of(number(found, "rdev").longValue());
            if ((mode & TYPE) != CHARACTER && (mode & TYPE) != BLOCK) {
                return Optional.empty();
            }
            return Optional.of(new Device(
                    path,
                    (mode & TYPE) == BLOCK ? "b" : "c",
                    numbers.major(),
                    numbers.minor(),
                    OptionalInt.of(mode & 0777),
                    OptionalInt.of(number(found, "uid").intValue()),
                    OptionalInt.of(number(found, "gid").intValue())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Number number(Map<String, Object> found, String name) {
        return found.get(name) instanceof Number number ? number : 0;
    }
}
