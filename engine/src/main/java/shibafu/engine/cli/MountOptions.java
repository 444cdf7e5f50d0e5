package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.MountedImages;
import shibafu.engine.lifecycle.Rootless;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.Device;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Resources.DeviceRule;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.volume.VolumeUse;

/// Options that mount something into the container.
final class MountOptions {
    @Option(
            names = {"-v", "--volume"},
            paramLabel = "[HOST|VOLUME:]PATH[:ro]",
            description = {
                "Make a file or directory of the host visible inside, or a volume, which is made if it is missing;",
                "options: ro, nocopy, noexec, rshared, ..."
            })
    private List<String> volumes = new ArrayList<>();

    @Option(
            names = "--tmpfs",
            paramLabel = "CONTAINER[:OPTIONS]",
            description = "Mount an empty file system in memory, such as /tmp:size=64m.")
    private List<String> tmpfs = new ArrayList<>();

    @Option(
            names = "--mount",
            paramLabel = "type=TYPE,dst=PATH,...",
            description = {
                "Mount something: type volume (src=, ro, volume-nocopy), bind (src=, ro, bind-propagation=)",
                "image (src=IMAGE), or tmpfs (tmpfs-size=, tmpfs-mode=)."
            })
    private List<String> described = new ArrayList<>();

    @Option(
            names = "--volumes-from",
            paramLabel = "CONTAINER[:ro]",
            description = "Mount all volumes of another container at the same places.")
    private List<String> others = new ArrayList<>();

    @Option(names = "--shm-size", paramLabel = "SIZE", description = "Size of /dev/shm (64m).")
    private Optional<String> shmSize = Optional.empty();

    @Option(
            names = "--device",
            paramLabel = "HOST[:CONTAINER[:rwm]]",
            description = "Let the container use a device of the host, or all below a directory.")
    private List<String> devices = new ArrayList<>();

    /// @param factory knows the volumes and the other containers
    /// @param imageVolumes directories that the image wants to be volumes
    Mounted apply(Spec spec, Path workingDirectory, ContainerFactory factory, List<String> imageVolumes) {
        Mounting made = new Mounting(factory.volumes(), factory.images());
        others.forEach(other -> InheritedVolumes.add(made, factory, other));
        Mounting own = new Mounting(factory.volumes(), factory.images());
        described.forEach(text -> MountText.parse(text, workingDirectory, own));
        volumes.forEach(text -> VolumeText.parse(text, workingDirectory, own));
        tmpfs.forEach(entry -> own.mount(tmpfs(entry)));
        own.refuseDoubles();
        made.cover(own);
        imageVolumes.stream().filter(path -> !made.has(path)).forEach(path -> made.anonymous(path, List.of(), true));
        List<MountSpec> mounts = new ArrayList<>(spec.mounts().stream()
                .map(this::shared)
                .filter(mount -> !made.has(mount.destination()))
                .toList());
        mounts.addAll(made.mounts());
        Spec mounted = MountedImages.note(spec.withMounts(mounts), made.images());
        return new Mounted(
                mounted.withLinux(mounted.linux().withRootfsPropagation(made.propagation())), made.volumes());
    }

    /// A configuration with its mounts, and the volumes that are among them.
    record Mounted(Spec spec, List<VolumeUse> volumes) {}

    /// Adds the host's devices. In a user namespace, where no node can be made, a plan binds the host's: one that has
    /// another name there is a mount like any other.
    Spec withDevices(Spec spec) {
        boolean nodesAreBound = spec.linux().has(NamespaceType.USER) || Rootless.is(System.getenv());
        List<MountSpec> mounts = new ArrayList<>(spec.mounts());
        List<Device> nodes = new ArrayList<>(spec.linux().devices());
        List<DeviceRule> rules = new ArrayList<>(spec.linux().resources().devices());
        for (String text : devices) {
            HostDevices.Shared shared = HostDevices.of(text);
            for (HostDevices.Placed placed : shared.devices()) {
                if (nodesAreBound && placed.isElsewhere()) {
                    mounts.add(bind(placed));
                } else {
                    nodes.add(placed.device());
                }
            }
            rules.addAll(shared.rules());
        }
        LinuxSpec linux = spec.linux();
        return spec.withMounts(mounts)
                .withLinux(
                        linux.withDevices(nodes).withResources(linux.resources().withDevices(rules)));
    }

    private static MountSpec bind(HostDevices.Placed placed) {
        return new MountSpec(
                placed.device().path(), "bind", placed.host().toString(), List.of("bind", "nosuid", "noexec"));
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
