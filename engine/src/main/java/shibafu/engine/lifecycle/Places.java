package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.Optional;
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

    public Places withState(Path root) {
        return new Places(root, images, layers, networks, volumes, bundledImages);
    }
}
