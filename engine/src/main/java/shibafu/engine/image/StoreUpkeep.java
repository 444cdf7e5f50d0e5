package shibafu.engine.image;

import java.io.IOException;
import java.util.List;

/// Takes away what nobody needs.
public final class StoreUpkeep {
    private final ImageFiles files;
    private final ImageKeeper keeper;

    StoreUpkeep(ImageFiles files, ImageKeeper keeper) {
        this.files = files;
        this.keeper = keeper;
    }

    /// Removes layers that nobody uses, and on demand images that no container uses.
    ///
    /// @param all whether images are to go, too
    /// @return the names of images that are gone, and digests of layers
    public List<String> prune(boolean all) {
        try (Workplace place = files.openWorkplace()) {
            return keeper.prune(place, all);
        } catch (IOException e) {
            throw new ImageException("prune images", e);
        }
    }

    /// Reads all layers and images, and takes away what is damaged and what nobody needs, but for what containers
    /// stand on.
    ///
    /// @return what was wrong, and what was done about it, in a sentence each
    public List<String> check() {
        try (Workplace place = files.openWorkplace()) {
            return new StoreCheck(files, keeper, place).run();
        } catch (IOException e) {
            throw new ImageException("check images in " + files.root(), e);
        }
    }
}
