package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import shibafu.engine.disk.PrivateDirectory;

/// Images on their way from other engines and to them.
public final class ImageArchives {
    private final ImageFiles files;
    private final ImageImport reader;
    private final ImageKeeper keeper;
    private final Opener opener;

    ImageArchives(ImageFiles files, ImageImport reader, ImageKeeper keeper, Opener opener) {
        this.files = files;
        this.reader = reader;
        this.keeper = keeper;
        this.opener = opener;
    }

    /// Finds an image of the store.
    @FunctionalInterface
    interface Opener {
        /// @param workplace for layers that it does not have yet
        BuiltImage open(String reference, Path workplace) throws IOException;
    }

    /// Writes images as an archive; `out` is left open.
    public void save(List<String> references, SavedForm form, OutputStream out) {
        try (Workplace place = files.openWorkplace()) {
            Path directory = place.resolve("saved");
            write(references, form, directory);
            PlainTar.write(directory, out);
            out.flush();
        } catch (IOException e) {
            throw new ImageException("save image " + String.join(", ", references), e);
        }
    }

    /// Writes images to a directory, which is made: for OCI, an image layout.
    public void saveTo(List<String> references, SavedForm form, Path directory) {
        try {
            write(references, form, directory);
        } catch (IOException e) {
            throw new ImageException("save image " + String.join(", ", references) + " to " + directory, e);
        }
    }

    /// Takes in the images of an archive by the names they have there: what `save` of any engine has written.
    ///
    /// @param stream read to its end and left open
    /// @param source what to call it
    public List<Image> load(InputStream stream, String source) {
        try (Workplace place = files.openWorkplace()) {
            return keep(place, reader.all(stream, source, place.path()));
        } catch (IOException e) {
            throw new ImageException("load " + source, e);
        }
    }

    /// The same from an OCI layout in a directory.
    public List<Image> load(Path layout) {
        try (Workplace place = files.openWorkplace()) {
            return keep(place, reader.all(layout, ArchiveKind.Kind.OCI, layout.toString(), place.path()));
        } catch (IOException e) {
            throw new ImageException("load " + layout, e);
        }
    }

    private List<Image> keep(Workplace place, List<BuiltImage> built) throws IOException {
        if (built.isEmpty()) {
            throw new IOException("it holds no image for " + HostPlatform.NAME);
        }
        List<Image> images = new ArrayList<>();
        for (BuiltImage image : built) {
            images.add(keeper.keep(place, image, true));
        }
        return images;
    }

    private void write(List<String> references, SavedForm form, Path directory) throws IOException {
        try (Workplace place = files.openWorkplace()) {
            List<BuiltImage> opened = new ArrayList<>();
            for (String reference : references) {
                Path inner = place.resolve("image" + opened.size());
                PrivateDirectory.create(inner);
                opened.add(opener.open(reference, inner));
            }
            SavedImages.write(opened, form, directory);
        }
    }
}
