package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import shibafu.engine.ShibafuException;
import shibafu.engine.image.Image;
import shibafu.engine.network.NetworkRequest;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.Root;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.volume.VolumeUse;

/// All that a container is made from. Immutable; each `with...` returns a changed copy.
///
/// @param bundle directory that a relative `root.path` starts from
/// @param image what its root file system stands on: it stays as it is, and the container writes to a layer of its own
/// @param removeOnExit whether the supervisor removes all of the container when it ends
/// @param log where a supervised container's output goes unless its streams say otherwise
/// @param driver who makes its cgroup: it decides what `linux.cgroupsPath` means
/// @param network the networks that it joins, and what its files of names say
/// @param volumes that are mounted in it; made when it starts, if they are not there
public record ContainerConfig(
        ContainerId id,
        Spec spec,
        Path bundle,
        Optional<Image> image,
        boolean removeOnExit,
        Optional<Path> log,
        CgroupDriver driver,
        NetworkRequest network,
        List<VolumeUse> volumes) {
    public ContainerConfig {
        volumes = List.copyOf(volumes);
    }

    /// A container with an OCI bundle's configuration, as it stands.
    public static ContainerConfig ofBundle(String id, Path bundle, Spec spec) {
        return new ContainerConfig(
                new ContainerId(id),
                spec,
                bundle,
                Optional.empty(),
                false,
                Optional.empty(),
                CgroupDriver.CGROUPFS,
                NetworkRequest.NONE,
                List.of());
    }

    /// A container with docker's usual surroundings over an image.
    public static ContainerConfig ofImage(String id, Image image) {
        Root root = new Root(image.rootfs().toString(), false, Optional.empty());
        Spec spec = ImageDefaults.of(image)
                .applyTo(DefaultSpec.of(root, DefaultSpec.process(Image.DEFAULT_COMMAND)))
                .withHostname(Optional.of(id));
        return new ContainerConfig(
                new ContainerId(id),
                spec,
                image.rootfs(),
                Optional.of(image),
                false,
                Optional.empty(),
                CgroupDriver.CGROUPFS,
                NetworkRequest.NONE,
                List.of());
    }

    public ContainerConfig withSpec(Spec newSpec) {
        return new ContainerConfig(id, newSpec, bundle, image, removeOnExit, log, driver, network, volumes);
    }

    /// The same with other limits.
    public ContainerConfig withResources(UnaryOperator<Resources> change) {
        return withSpec(spec.withLinux(
                spec.linux().withResources(change.apply(spec.linux().resources()))));
    }

    /// The same with another command line for its process.
    public ContainerConfig withCommand(List<String> command) {
        return withSpec(spec.withProcess(process().withArgs(command)));
    }

    /// The same, recorded as having a terminal or none.
    public ContainerConfig withTerminal(boolean terminal) {
        return withSpec(spec.withProcess(process().withTerminal(terminal)));
    }

    private ProcessSpec process() {
        return spec.process()
                .orElseThrow(() -> new ShibafuException("container " + id + " has no process in its configuration"));
    }

    public ContainerConfig withRemoveOnExit(boolean remove) {
        return new ContainerConfig(id, spec, bundle, image, remove, log, driver, network, volumes);
    }

    public ContainerConfig withLog(Path newLog) {
        return new ContainerConfig(
                id, spec, bundle, image, removeOnExit, Optional.of(newLog), driver, network, volumes);
    }

    public ContainerConfig withDriver(CgroupDriver newDriver) {
        return new ContainerConfig(id, spec, bundle, image, removeOnExit, log, newDriver, network, volumes);
    }

    public ContainerConfig withNetwork(NetworkRequest newNetwork) {
        return new ContainerConfig(id, spec, bundle, image, removeOnExit, log, driver, newNetwork, volumes);
    }

    /// The same with volumes, whose mounts are in the configuration.
    public ContainerConfig withVolumes(List<VolumeUse> newVolumes) {
        return new ContainerConfig(id, spec, bundle, image, removeOnExit, log, driver, network, newVolumes);
    }

    /// The same directly on the image's directory, which it writes to.
    public ContainerConfig withoutLayer() {
        return new ContainerConfig(id, spec, bundle, Optional.empty(), removeOnExit, log, driver, network, volumes);
    }

    /// The same under a name that need not be its id.
    public ContainerConfig withName(String name) {
        if (name.equals(id.value())) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(spec.annotations());
        all.put(ContainerState.NAME, name);
        return withSpec(spec.withAnnotations(all));
    }

    /// Annotations for callers, shown in the state.
    public Map<String, String> annotations() {
        return spec.annotations();
    }
}
