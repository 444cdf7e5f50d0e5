package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Which images there are, and which could be.
///
/// @param bundled a directory of `NAME.tar.gz`, which need not be there
/// @param notices told which images are broken
record ImageCatalog(ImageFiles files, Optional<Path> bundled, Consumer<String> notices) {
    private static final String SUFFIX = ".tar.gz";
    private static final Pattern ID = Pattern.compile("(sha256:)?[0-9a-f]{4,64}");

    /// By name; a broken one never hides the others.
    List<StoredImage> all() throws IOException {
        List<StoredImage> all = new ArrayList<>();
        for (ImageName name : files.names()) {
            try {
                files.read(name).ifPresent(all::add);
            } catch (IOException e) {
                notices.accept(String.valueOf(new ImageException("read image " + name, e).getMessage()));
            }
        }
        return all;
    }

    /// Sorted, with bundled ones that were not imported yet.
    List<String> names() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        files.names().forEach(name -> names.add(name.value()));
        if (bundled.isPresent()) {
            for (String file : ImageFiles.namesIn(bundled.get())) {
                String name = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
                ImageName.of(name).ifPresent(valid -> names.add(valid.value()));
            }
        }
        return List.copyOf(names);
    }

    Optional<Path> bundledArchive(ImageName name) {
        return bundled.map(directory -> directory.resolve(name + SUFFIX)).filter(Files::isRegularFile);
    }

    Optional<Image> findByStamp(String stamp) throws IOException {
        return find(image -> image.stamp().equals(Optional.of(stamp)));
    }

    Optional<Image> findByDigest(ContentDigest digest) throws IOException {
        return find(image -> image.digest().equals(Optional.of(digest)));
    }

    /// @param text the beginning of an id, `sha256:` or not
    /// @throws IOException if several images begin so
    Optional<StoredImage> findById(String text) throws IOException {
        if (!ID.matcher(text).matches()) {
            return Optional.empty();
        }
        String prefix = text.startsWith("sha256:") ? text : "sha256:" + text;
        List<StoredImage> found = all().stream()
                .filter(one -> one.image().id().startsWith(prefix))
                .toList();
        long ids = found.stream().map(one -> one.image().id()).distinct().count();
        if (ids > 1) {
            throw new IOException(ids + " images have an id that begins so");
        }
        return found.stream().findFirst();
    }

    private Optional<Image> find(Predicate<StoredImage> wanted) throws IOException {
        return all().stream().filter(wanted).findFirst().map(StoredImage::image);
    }
}
