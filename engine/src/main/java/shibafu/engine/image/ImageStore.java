package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The images of this machine, `<root>/<name>/{rootfs/,image.json}`.
///
/// An image appears, is replaced and vanishes by renaming, to and from `<root>/.work`, under its lock in
/// `<root>/.locks`: what fails or is killed on the way leaves nothing that anybody finds.
public final class ImageStore {
    /// Where root's images are.
    public static final Path DEFAULT_ROOT = Path.of("/var/lib/shibafu/images");

    private static final String BUILT = "image";

    private final ImageFiles files;
    private final ImageCatalog catalog;
    private final ImageUsers users;
    private final ImageImport reader;

    /// A store that unpacks within [UnpackLimits#DEFAULT].
    ///
    /// @param root made when first needed
    /// @param bundled a directory of `NAME.tar.gz` that are imported by themselves when `NAME` is first used
    /// @param users asked, under the image's lock, before an image is replaced or removed
    /// @param notices told what was left out of an import, and which images are broken, in a sentence each
    public ImageStore(Path root, Optional<Path> bundled, ImageUsers users, Consumer<String> notices) {
        this(root, bundled, users, notices, UnpackLimits.DEFAULT);
    }

    /// As above, within other limits.
    public ImageStore(
            Path root, Optional<Path> bundled, ImageUsers users, Consumer<String> notices, UnpackLimits limits) {
        this.files = new ImageFiles(root.toAbsolutePath().normalize());
        this.catalog = new ImageCatalog(files, bundled, notices);
        this.users = users;
        this.reader = new ImageImport(limits, notices);
    }

    /// Imports a directory, an OCI layout (directory or archive), an archive of `docker save`, or a tar, each archive
    /// plain or compressed by gzip or zstd. An image of that name that no container uses is replaced; one of the
    /// same content stays as it is.
    public Image importFrom(String name, Path source) {
        return importFrom(ImageName.require(name), source, true);
    }

    /// Imports an archive from a stream, which is read to its end and left open.
    ///
    /// @param source what to call the stream
    public Image importStream(String name, InputStream stream, String source) {
        ImageName checked = ImageName.require(name);
        try (Workplace place = files.openWorkplace()) {
            return commit(place, reader.unpack(checked, stream, source, Optional.empty(), place.resolve(BUILT)), true);
        } catch (IOException e) {
            throw new ImageException("import image " + checked + " from " + source, e);
        }
    }

    /// Finds what the user means: the name of an image, or else the path (relative to `cwd`) of an archive, which is
    /// unpacked once and found again by its content, or of a directory, which is used as it is.
    ///
    /// It may be removed at any time until [#confirm] was called.
    public Image resolve(String reference, Path cwd) {
        Path path = cwd.resolve(reference).toAbsolutePath().normalize();
        try {
            Optional<ImageName> name = ImageName.of(reference);
            Optional<Image> image = name.isPresent() ? findOrImport(name.get()) : Optional.empty();
            if (image.isPresent()) {
                return image.get();
            }
            if (Files.isDirectory(path)) {
                Path real = path.toRealPath();
                return new Image(
                        real.toString(),
                        real,
                        0,
                        Files.getLastModifiedTime(real).toInstant(),
                        "directory",
                        ImageConfig.NONE);
            }
            if (Files.exists(path)) {
                return findOrImport(path);
            }
        } catch (IOException e) {
            throw new ImageException("read image " + reference, e);
        }
        throw new ImageException("find image %s: no such image, file or directory (images: %s)"
                .formatted(Quoted.of(reference), names().isEmpty() ? "none yet" : String.join(", ", names())));
    }

    /// The image of that name, without importing anything.
    public Optional<Image> find(String name) {
        try {
            Optional<ImageName> checked = ImageName.of(name);
            return checked.isPresent() ? files.read(checked.get()).map(StoredImage::image) : Optional.empty();
        } catch (IOException e) {
            throw new ImageException("read image " + name, e);
        }
    }

    /// The imported images, by name; what is broken is told as a notice.
    public List<Image> list() {
        try {
            return catalog.all().stream().map(StoredImage::image).toList();
        } catch (IOException e) {
            throw new ImageException("list images in " + files.root(), e);
        }
    }

    /// Names that [#resolve] knows, including those of bundled images that were not imported yet.
    public List<String> names() {
        try {
            return catalog.names();
        } catch (IOException e) {
            throw new ImageException("list images in " + files.root(), e);
        }
    }

    /// Makes sure that an image found before is still what it was, waiting for whoever removes or replaces it just now.
    ///
    /// To be called when a container's record names the image's tree, and before the tree is used: from then on
    /// [ImageUsers] protects it.
    ///
    /// @throws ImageException if it is gone
    public void confirm(Image image) {
        Optional<ImageName> name = ImageName.of(image.name());
        if (name.isEmpty()) {
            return; // a directory of the user's
        }
        try {
            Optional<StoredImage> now = files.alone(name.get(), () -> files.read(name.get()));
            // No two imports of a name end at the same time: they do so one by one, under its lock.
            if (now.isEmpty() || !now.get().image().created().equals(image.created())) {
                throw new ImageException("use image " + image.name() + ": it was just removed or replaced; try again");
            }
        } catch (IOException e) {
            throw new ImageException("use image " + image.name(), e);
        }
    }

    /// Removes an image; a broken one too.
    ///
    /// @throws ImageException if there is none, or containers use it
    public void remove(String name) {
        ImageName checked = ImageName.require(name);
        Path home = files.home(checked);
        if (!Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
            throw new ImageException("image does not exist: " + checked);
        }
        try (Workplace place = files.openWorkplace()) {
            files.alone(checked, () -> {
                requireUnused("remove", checked);
                return Files.move(home, place.resolve("removed"), StandardCopyOption.ATOMIC_MOVE);
            });
        } catch (IOException e) {
            throw new ImageException("remove image " + checked, e);
        }
    }

    private Image importFrom(ImageName checked, Path source, boolean replace) {
        Path absolute = source.toAbsolutePath().normalize();
        try (Workplace place = files.openWorkplace()) {
            return commit(place, reader.read(checked, absolute, place.resolve(BUILT)), replace);
        } catch (IOException e) {
            throw new ImageException("import image " + checked + " from " + absolute, e);
        }
    }

    private Optional<Image> findOrImport(ImageName name) throws IOException {
        for (ImageName meaning : name.meanings()) {
            Optional<StoredImage> found = files.read(meaning);
            if (found.isPresent()) {
                return found.map(StoredImage::image);
            }
        }
        return catalog.bundledArchive(name).map(archive -> importFrom(name, archive, false));
    }

    private Image findOrImport(Path archive) throws IOException {
        Optional<Image> known = catalog.findByStamp(StoredImage.stampOf(archive));
        if (known.isPresent()) {
            return known.get();
        }
        ContentDigest digest = ContentDigest.of(archive);
        return catalog.findByDigest(digest)
                .orElseGet(() -> importFrom(new ImageName(digest.imageName()), archive, false));
    }

    /// Gives what was built in `place` its name.
    private Image commit(Workplace place, StoredImage made, boolean replace) throws IOException {
        ImageName name = new ImageName(made.image().name());
        Path home = files.home(name);
        made.write(place.resolve(BUILT));
        return files.alone(name, () -> {
            if (Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
                Optional<StoredImage> old = readUnlessBroken(name);
                boolean same = old.isPresent()
                        && old.get().digest().isPresent()
                        && old.get().digest().equals(made.digest());
                if (same || (old.isPresent() && !replace)) {
                    return old.get().image();
                }
                requireUnused("replace", name);
                Files.move(home, place.resolve("replaced"), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(place.resolve(BUILT), home, StandardCopyOption.ATOMIC_MOVE);
            return files.read(name).orElseThrow().image();
        });
    }

    private Optional<StoredImage> readUnlessBroken(ImageName name) {
        try {
            return files.read(name);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void requireUnused(String verb, ImageName name) {
        Path rootfs = StoredImage.rootfs(files.home(name));
        Image image = readUnlessBroken(name)
                .map(StoredImage::image)
                .orElse(new Image(name.value(), rootfs, 0, Instant.EPOCH, "unknown", ImageConfig.NONE));
        List<String> containers = users.of(image);
        if (!containers.isEmpty()) {
            throw new ImageException("%s image %s: used by %s %s"
                    .formatted(
                            verb,
                            name,
                            containers.size() == 1 ? "container" : "containers",
                            String.join(", ", containers)));
        }
    }
}
