package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;
import shibafu.engine.image.Image;
import shibafu.engine.image.ImageUsers;
import shibafu.engine.image.RootfsStore;
import shibafu.engine.state.StateStore;

/// Who stands on which image, by the containers' records and by what is kept on disk for them.
record Standing(StateStore states, RootfsStore roots) implements ImageUsers {
    @Override
    public List<String> of(Image image) {
        return states.list().containers().stream()
                .filter(state ->
                        state.imageRootfs().filter(image.rootfs()::equals).isPresent()
                                || MountedImages.has(state.annotations(), image.rootfs()))
                .map(state -> state.id().value())
                .toList();
    }

    @Override
    public Set<Path> otherTrees() {
        try {
            return roots.imageTrees();
        } catch (IOException e) {
            throw new ShibafuException("list the containers' root file systems: " + IoReason.of(e), e);
        }
    }
}
