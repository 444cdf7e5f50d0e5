package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shibafu.engine.image.ImageStore;
import shibafu.engine.image.RootfsStore;
import shibafu.engine.network.Networks;
import shibafu.engine.state.StateStore;
import shibafu.engine.volume.VolumeStore;

/// Where the engine keeps things.
///
/// @param state records of containers, gone after a reboot
/// @param images unpacked images
/// @param layers writable layers and logs, a directory a container
/// @param networks which there are, and who is in them
/// @param volumes the volumes
/// @param bundledImages archives that came with Shibafu
public record Places(Path state, Path images, Path layers, Path networks, Path volumes, Optional<Path> bundledImages) {
    public static Places usual(Home home) {
        return new Places(
                StateStore.DEFAULT_ROOT,
                ImageStore.DEFAULT_ROOT,
                RootfsStore.DEFAULT_ROOT,
                Networks.DEFAULT_ROOT,
                VolumeStore.DEFAULT_ROOT,
                Optional.of(home.images()));
    }

    /// Those of the user whom an environment tells of, below the directories of the XDG Base Directory Specification,
    /// where the front says that it entered a user namespace for somebody else than root.
    public static Places of(Home home, Map<String, String> environment) {
        if (!Rootless.is(environment)) {
            return usual(home);
        }
        return below(Rootless.data(environment), Optional.of(home.images())).withState(Rootless.runtime(environment));
    }

    /// Asked for with every command, and a record's own is slow where it is cold.
    @Override
    public int hashCode() {
        return state.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Places places
                && state.equals(places.state)
                && images.equals(places.images)
                && layers.equals(places.layers)
                && networks.equals(places.networks)
                && volumes.equals(places.volumes)
                && bundledImages.equals(places.bundledImages);
    }

    /// Where anything is kept.
    public Stream<String> directories() {
        return Stream.of(state, images, layers, networks, volumes).map(Path::toString);
    }

    /// All of them in one directory.
    public static Places below(Path directory, Optional<Path> bundledImages) {
        return new Places(
                directory.resolve("run"),
                directory.resolve("images"),
                directory.resolve("containers"),
                directory.resolve("networks"),
                directory.resolve("volumes"),
                bundledImages);
    }

    public Places withState(Path root) {
        return new Places(root, images, layers, networks, volumes, bundledImages);
    }
}
