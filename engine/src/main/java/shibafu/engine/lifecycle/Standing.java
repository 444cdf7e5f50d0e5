package shibafu.engine.lifecycle;

import java.util.List;
import shibafu.engine.image.Image;
import shibafu.engine.image.ImageUsers;
import shibafu.engine.state.StateStore;

/// The containers that stand on an image, as their records say.
record Standing(StateStore states) implements ImageUsers {
    @Override
    public List<String> of(Image image) {
        return states.list().containers().stream()
                .filter(state ->
                        state.imageRootfs().filter(image.rootfs()::equals).isPresent())
                .map(state -> state.id().value())
                .toList();
    }
}
