package shibafu.engine.image;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The images of this machine, `<root>/<name>/{rootfs/,image.json}`.
@SuppressWarnings("DoNotCallSuggester")
public final class ImageStore {
    /// Where root's images are.
    public static final Path DEFAULT_ROOT = Path.of("/var/lib/shibafu/images");

    private final Path root;

    /// @param root made when first needed
    /// @param bundled a directory of `NAME.tar.gz` that are imported by themselves when `NAME` is first used
    /// @param users asked, under the image's lock, before an image is replaced or removed
    /// @param notices told what was left out of an import, in a sentence each
    public ImageStore(Path root, Optional<Path> bundled, ImageUsers users, Consumer<String> notices) {
        this.root = root;
    }

    /// Imports a directory, a tar or a tar.gz; an image of that name that no container uses is replaced.
    public Image importFrom(String name, Path source) {
        throw new UnsupportedOperationException(root.toString());
    }

    /// Imports a tar or tar.gz from a stream, which is read to its end and left open.
    ///
    /// @param source what to call the stream
    public Image importStream(String name, InputStream stream, String source) {
        throw new UnsupportedOperationException();
    }

    /// Finds what the user means: the name of an image, or else the path (relative to `cwd`) of an archive, which is
    /// unpacked once and found again by its content, or of a directory, which is used as it is.
    public Image resolve(String reference, Path cwd) {
        throw new UnsupportedOperationException();
    }

    /// The image of that name, without importing anything.
    public Optional<Image> find(String name) {
        throw new UnsupportedOperationException();
    }

    /// The imported images, by name.
    public List<Image> list() {
        throw new UnsupportedOperationException();
    }

    /// Names that [#resolve] knows, including bundled images that were not imported yet.
    public List<String> names() {
        throw new UnsupportedOperationException();
    }

    /// Removes an image.
    ///
    /// @throws ImageException if there is none, or containers use it
    public void remove(String name) {
        throw new UnsupportedOperationException();
    }
}
