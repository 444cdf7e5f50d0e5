package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The images of this machine, `<root>/<name>/{image.json,config.json}`, and their layers, each once, in
/// `<root>/.layers`.
///
/// An image appears, is replaced and vanishes by renaming, to and from `<root>/.work`, under its lock in
/// `<root>/.locks`: what fails or is killed on the way leaves nothing that anybody finds.
public final class ImageStore {
    /// Where root's images are.
    public static final Path DEFAULT_ROOT = Path.of("/var/lib/shibafu/images");

    private final Path downloads;
    private final ImageFiles files;
    private final ImageCatalog catalog;
    private final ImageLookup lookup;
    private final ImageImport reader;
    private final ImageKeeper keeper;

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
        this.downloads = root.resolve(".downloads");
        this.files = new ImageFiles(root.toAbsolutePath().normalize());
        this.catalog = new ImageCatalog(files, bundled, notices);
        this.lookup = new ImageLookup(files, catalog);
        this.reader = new ImageImport(files.layers(), limits, notices, ReadProgress.NONE);
        this.keeper = new ImageKeeper(files, users);
    }

    /// Where what is on its way between it and a registry has its place.
    public Path downloads() {
        return downloads;
    }

    /// Imports a directory, an OCI layout (directory or archive), an archive of `docker save`, or a tar, each archive
    /// plain or compressed by gzip or zstd. An image of that name that no container uses is replaced; one of the
    /// same content stays as it is.
    public Image importFrom(String name, Path source) {
        return importFrom(name, source, ReadProgress.NONE);
    }

    /// The same, telling how far it is.
    public Image importFrom(String name, Path source, ReadProgress progress) {
        return importFrom(ImageName.require(name), source, true, progress);
    }

    /// Imports an archive from a stream, which is read to its end and left open.
    ///
    /// @param source what to call the stream
    public Image importStream(String name, InputStream stream, String source) {
        ImageName checked = ImageName.require(name);
        try (Workplace place = files.openWorkplace()) {
            return keeper.keep(place, reader.unpack(checked, stream, source, place.path()), true);
        } catch (IOException e) {
            throw new ImageException("import image " + checked + " from " + source, e);
        }
    }

    /// Finds what the user means: the name of an image, or else the path (relative to `cwd`) of an archive, which is
    /// unpacked once and found again by its content, or of a directory, which is used as it is.
    ///
    /// It may be removed at any time until a container's record names its tree: then [ImageUsers] protects it.
    public Image resolve(String reference, Path cwd) {
        Path path = cwd.resolve(reference).toAbsolutePath().normalize();
        try {
            Optional<ImageName> name = ImageName.of(reference);
            Optional<Image> image = name.isPresent() ? findOrImport(name.get()) : Optional.empty();
            if (image.isEmpty() && !Files.exists(path)) {
                image = catalog.findById(reference).map(StoredImage::image);
            }
            if (image.isPresent()) {
                return image.get();
            }
            if (Files.isDirectory(path)) {
                Path real = path.toRealPath();
                return new Image(
                        real.toString(),
                        "",
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

    /// Ids of the containers that stand on it.
    public List<String> users(Image image) {
        return keeper.users().of(image);
    }

    /// An image that was imported from an archive, or pulled as a manifest, of that digest.
    public Optional<Image> findByDigest(String digest) {
        try {
            return catalog.findByDigest(new ContentDigest(digest));
        } catch (IOException e) {
            throw new ImageException("find image " + digest, e);
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

    /// Gives an image one more name; another image that has it loses it.
    public Image tag(String reference, String name) {
        ImageName checked = ImageName.require(name);
        try (Workplace place = files.openWorkplace()) {
            return keeper.keep(place, open(reference, place.path()).named(checked), true);
        } catch (IOException e) {
            throw new ImageException("tag image " + reference + " as " + checked, e);
        }
    }

    /// Makes an image of what a container has changed: one layer over those that it stands on.
    public Image commit(CommitRequest asked) {
        ImageName checked = ImageName.require(asked.name());
        try (Workplace place = files.openWorkplace()) {
            Optional<StoredImage> base = catalog.all().stream()
                    .filter(stored -> stored.image().rootfs().equals(asked.base()))
                    .findFirst();
            Path inner = place.make("base");
            Optional<BuiltImage> opened =
                    base.isPresent() ? Optional.of(open(base.get().image().name(), inner)) : Optional.empty();
            return keeper.keep(place, new LayerCommit(files.layers(), place.path(), checked, asked).run(opened), true);
        } catch (IOException e) {
            throw new ImageException("commit image " + checked, e);
        }
    }

    /// Removes a name, and with an image's last name the image; a broken one too. Layers stay that others use.
    ///
    /// @param reference name, or the beginning of an id
    /// @param force also if containers use it: their layers stay
    /// @return the name that is gone
    /// @throws ImageException if there is none, or containers use it
    public String remove(String reference, boolean force) {
        try (Workplace place = files.openWorkplace()) {
            ImageName name = lookup.name(reference);
            keeper.remove(place, name, force);
            return name.value();
        } catch (IOException e) {
            throw new ImageException("remove image " + reference, e);
        }
    }

    /// Taking away what nobody needs.
    public StoreUpkeep upkeep() {
        return new StoreUpkeep(files, keeper);
    }

    /// An image with all that there is to know of it.
    public ImageDetails inspect(String reference) {
        try (Workplace place = files.openWorkplace()) {
            BuiltImage opened = open(reference, place.path());
            return ImageDetails.of(opened, keeper.namesOf(opened.stored()));
        } catch (IOException e) {
            throw new ImageException("inspect image " + reference, e);
        }
    }

    /// Images on their way from other engines and to them.
    public ImageArchives archives() {
        return new ImageArchives(files, reader, keeper, this::open);
    }

    // Layers that it does not have yet are made in the workplace.
    private BuiltImage open(String reference, Path workplace) throws IOException {
        StoredImage stored = require(reference);
        return reader.open(stored, files.home(new ImageName(stored.image().name())), workplace);
    }

    /// @throws IOException if there is no such image
    private StoredImage require(String reference) throws IOException {
        Optional<ImageName> name = ImageName.of(reference);
        if (name.isPresent()) {
            findOrImport(name.get()); // it may be one that came along
        }
        return lookup.find(reference).orElseThrow(() -> new IOException("image does not exist"));
    }

    private Image importFrom(ImageName checked, Path source, boolean replace, ReadProgress progress) {
        Path absolute = source.toAbsolutePath().normalize();
        try (Workplace place = files.openWorkplace()) {
            return keeper.keep(place, reader.telling(progress).read(checked, absolute, place.path()), replace);
        } catch (IOException e) {
            throw new ImageException("import image " + checked + " from " + absolute, e);
        }
    }

    private Optional<Image> findOrImport(ImageName name) throws IOException {
        Optional<StoredImage> found = lookup.byName(Optional.of(name));
        if (found.isPresent()) {
            return found.map(StoredImage::image);
        }
        return catalog.bundledArchive(name).map(archive -> importFrom(name, archive, false, ReadProgress.NONE));
    }

    private Image findOrImport(Path archive) throws IOException {
        Optional<Image> known = catalog.findByStamp(StoredImage.stampOf(archive));
        if (known.isPresent()) {
            return known.get();
        }
        ContentDigest digest = ContentDigest.of(archive);
        return catalog.findByDigest(digest)
                .orElseGet(() -> importFrom(new ImageName(digest.imageName()), archive, false, ReadProgress.NONE));
    }
}
