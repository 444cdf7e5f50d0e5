package shibafu.engine.volume;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import shibafu.engine.disk.TreeRemoval;

/// What says beside a volume's directory that nothing of an image's was copied to it yet, or not all.
///
/// `fresh`, from its making to the first copy; `copying`, while it is made: who finds this one finds half a copy.
final class FreshVolume {
    private final Path data;
    private final Path fresh;
    private final Path copying;

    FreshVolume(Path home) {
        data = home.resolve(VolumeStore.DATA);
        fresh = home.resolve("fresh");
        copying = home.resolve("copying");
    }

    void mark() throws IOException {
        Files.createFile(fresh);
    }

    /// Whether it is to be filled now; its directory is empty then.
    boolean begin() throws IOException {
        if (exists(copying)) {
            try (DirectoryStream<Path> half = Files.newDirectoryStream(data)) {
                for (Path entry : half) {
                    TreeRemoval.remove(entry);
                }
            }
            return true;
        }
        if (!exists(fresh)) {
            return false;
        }
        if (isEmpty()) {
            Files.move(fresh, copying, StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
        Files.delete(fresh); // somebody has put something there already
        return false;
    }

    private boolean isEmpty() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(data)) {
            return !entries.iterator().hasNext();
        }
    }

    private static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
