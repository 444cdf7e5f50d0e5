package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shibafu.engine.network.NetworkRequest;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStateBuilder;

/// What is written down of a container before anything is made for it.
record Reservation(Parts parts) {
    ContainerState of(ContainerConfig config) {
        Spec spec = config.spec();
        ContainerStateBuilder state = ContainerState.of(config.id())
                .ociVersion(spec.ociVersion())
                .created(Instant.now())
                .bundle(config.bundle())
                .rootfs(config.bundle().resolve(spec.root().path()).normalize())
                .command(spec.process().map(ProcessSpec::args).orElse(List.of()))
                .creator(parts.creator())
                .terminal(spec.process().map(ProcessSpec::terminal).orElse(false))
                .removeOnExit(config.removeOnExit())
                .pidNamespace(spec.linux()
                        .namespace(NamespaceType.PID)
                        .filter(own -> own.path().isEmpty())
                        .isPresent())
                .ownedPaths(owned(config))
                .annotations(spec.annotations());
        config.image().ifPresent(image -> state.image(image.name()).imageRootfs(image.rootfs()));
        config.log().ifPresent(state::log);
        place(config, state);
        return state.build();
    }

    /// The cgroups of a container that asks for none.
    String place(ContainerId id) {
        return parts.cgroups().place("shibafu_" + id);
    }

    private void place(ContainerConfig config, ContainerStateBuilder state) {
        Optional<String> asked = config.spec().linux().cgroupsPath();
        switch (config.driver()) {
            case CGROUPFS -> state.cgroupsPath(asked.orElseGet(() -> place(config.id())));
            case SYSTEMD -> {
                Scopes.Place place = parts.scopes().place(config.id().value(), asked);
                state.cgroupsPath(place.cgroupsPath()).scope(place.unit());
            }
        }
    }

    private List<Path> owned(ContainerConfig config) {
        Path directory = parts.rootfs().directory(config.id().value());
        boolean logInside =
                config.log().filter(log -> log.startsWith(directory)).isPresent();
        boolean files = !config.network().equals(NetworkRequest.NONE);
        return config.image().isPresent() || logInside || files ? List.of(directory) : List.of();
    }
}
