package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Optional;

/// Finds which image is meant: by a name, also one without what other programs put before it, or by the beginning of
/// an id.
record ImageLookup(ImageFiles files, ImageCatalog catalog) {
    Optional<StoredImage> find(String reference) throws IOException {
        Optional<StoredImage> named = byName(ImageName.of(reference));
        return named.isPresent() ? named : catalog.findById(reference);
    }

    Optional<StoredImage> byName(Optional<ImageName> name) throws IOException {
        for (ImageName meaning : meanings(name)) {
            Optional<StoredImage> found = files.read(meaning);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// The full name; also of one that is broken.
    ///
    /// @throws ImageException if there is none
    ImageName name(String reference) throws IOException {
        for (ImageName meaning : meanings(ImageName.of(reference))) {
            if (Files.isDirectory(files.home(meaning), LinkOption.NOFOLLOW_LINKS)) {
                return meaning;
            }
        }
        Optional<StoredImage> byId = catalog.findById(reference);
        if (byId.isEmpty()) {
            // A name that can be none is told as such.
            throw new ImageException("image does not exist: " + Quoted.of(reference));
        }
        return new ImageName(byId.get().image().name());
    }

    private static List<ImageName> meanings(Optional<ImageName> name) {
        return name.map(ImageName::meanings).orElse(List.of());
    }
}
