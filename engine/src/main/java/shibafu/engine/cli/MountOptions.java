package shibafu.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.Device;
import shibafu.engine.spec.Resources.DeviceRule;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;

/// Options that mount something into the container.
final class MountOptions {
    @Option(
            names = {"-v", "--volume"},
            paramLabel = "HOST:CONTAINER[:ro]",
            description = "Make a file or directory of the host visible inside.")
    private List<String> volumes = new ArrayList<>();

    @Option(
            names = "--tmpfs",
            paramLabel = "CONTAINER[:OPTIONS]",
            description = "Mount an empty file system in memory, such as /tmp:size=64m.")
    private List<String> tmpfs = new ArrayList<>();

    @Option(
            names = "--mount",
            paramLabel = "type=TYPE,dst=PATH,...",
            description =
                    "Mount something: type bind (src=, ro, bind-propagation=) or tmpfs (tmpfs-size=, tmpfs-mode=).")
    private List<String> described = new ArrayList<>();

    @Option(names = "--shm-size", paramLabel = "SIZE", description = "Size of /dev/shm (64m).")
    private Optional<String> shmSize = Optional.empty();

    @Option(
            names = "--device",
            paramLabel = "HOST[:CONTAINER[:rwm]]",
            description = "Let the container use a device of the host, or all below a directory.")
    private List<String> devices = new ArrayList<>();

    Spec apply(Spec spec, Path workingDirectory) {
        List<MountSpec> mounts =
                new ArrayList<>(spec.mounts().stream().map(this::shared).toList());
        described.forEach(text -> mounts.add(MountText.parse(text, workingDirectory)));
        volumes.forEach(volume -> mounts.add(volume(volume, workingDirectory)));
        tmpfs.forEach(entry -> mounts.add(tmpfs(entry)));
        return withDevices(spec.withMounts(mounts));
    }

    private Spec withDevices(Spec spec) {
        List<Device> nodes = new ArrayList<>(spec.linux().devices());
        List<DeviceRule> rules = new ArrayList<>(spec.linux().resources().devices());
        for (String text : devices) {
            HostDevices.Shared shared = HostDevices.of(text);
            nodes.addAll(shared.devices());
            rules.addAll(shared.rules());
        }
        LinuxSpec linux = spec.linux();
        return spec.withLinux(
                linux.withDevices(nodes).withResources(linux.resources().withDevices(rules)));
    }

    private MountSpec shared(MountSpec mount) {
        if (shmSize.isEmpty() || !mount.destination().equals("/dev/shm")) {
            return mount;
        }
        List<String> options = new ArrayList<>(mount.options());
        options.removeIf(option -> option.startsWith("size="));
        options.add("size=" + ByteSize.parse(shmSize.get()));
        return new MountSpec(mount.destination(), mount.type(), mount.source(), options);
    }

    private static MountSpec volume(String text, Path workingDirectory) {
        String[] parts = text.split(":", -1);
        if (parts.length < 2 || parts.length > 3 || !parts[1].startsWith("/")) {
            throw new ShibafuException(
                    "volume '" + text + "' is not HOST:CONTAINER[:OPTIONS] with an absolute path inside");
        }
        Path source = workingDirectory.resolve(parts[0]).normalize();
        if (!Files.exists(source)) {
            throw new ShibafuException(
                    "volume '" + text + "': " + source + " does not exist on the host; make it first");
        }
        List<String> options = new ArrayList<>(List.of("rbind", "rprivate"));
        if (parts.length == 3) {
            options.addAll(List.of(parts[2].split(",")));
        }
        return new MountSpec(parts[1], "bind", source.toString(), options);
    }

    private static MountSpec tmpfs(String text) {
        String[] parts = text.split(":", 2);
        if (!parts[0].startsWith("/")) {
            throw new ShibafuException("tmpfs '" + text + "' is not CONTAINER[:OPTIONS] with an absolute path");
        }
        List<String> options = new ArrayList<>(List.of("nosuid", "nodev", "noexec"));
        if (parts.length == 2) {
            options.addAll(List.of(parts[1].split(",")));
        }
        return new MountSpec(parts[0], "tmpfs", "tmpfs", options);
    }
}
