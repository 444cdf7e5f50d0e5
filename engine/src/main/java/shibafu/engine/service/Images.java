package shibafu.engine.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import shibafu.engine.ShibafuException;
import shibafu.engine.image.Image;
import shibafu.engine.image.WatchedStream;
import shibafu.engine.lifecycle.ContainerFactory;

/// The images of the store, as a screen asks for them.
record Images(ContainerFactory factory) {
    private static final List<String> ARCHIVES = List.of(".tar", ".tar.gz", ".tgz", ".tar.zst");
    private static final int MOST_PATHS = 50;

    List<ImageRow> rows() {
        List<ImageRow> rows = new ArrayList<>();
        Set<String> imported = new HashSet<>();
        for (Image image : factory.images().list()) {
            imported.add(image.name());
            rows.add(new ImageRow(
                    image.name(),
                    image.sizeBytes(),
                    Optional.of(image.created()),
                    image.source(),
                    factory.images().users(image)));
        }
        for (String name : factory.images().names()) {
            if (!imported.contains(name)) {
                rows.add(new ImageRow(name, 0, Optional.empty(), "came along, unpacked when first used", List.of()));
            }
        }
        return rows;
    }

    String importFrom(String name, Path source, ImportProgress progress) {
        if (!Files.isRegularFile(source)) {
            progress.read(0, 0);
            return factory.images().importFrom(name, source).name();
        }
        try (InputStream stream =
                WatchedStream.open(source, name, (what, count, total) -> tell(progress, count, total))) {
            return factory.images()
                    .importStream(name, stream, source.toString())
                    .name();
        } catch (IOException e) {
            throw new ShibafuException("import image " + name + " from " + source + ": " + e.getMessage(), e);
        }
    }

    private static void tell(ImportProgress progress, long readBytes, long totalBytes) throws IOException {
        if (!progress.read(readBytes, totalBytes)) {
            throw new IOException("it was cancelled; nothing of it is left");
        }
    }

    /// Directories and archives whose path begins so, in full.
    List<String> paths(String begun) {
        Path typed = Path.of(begun);
        boolean inside = begun.endsWith("/");
        Path folder = inside ? typed : Optional.ofNullable(typed.getParent()).orElse(Path.of(""));
        String start = inside
                ? ""
                : Optional.ofNullable(typed.getFileName()).map(Path::toString).orElse("");
        try (Stream<Path> entries = Files.list(folder.toAbsolutePath())) {
            return entries.filter(path -> name(path).startsWith(start))
                    .filter(path -> Files.isDirectory(path) || ARCHIVES.stream().anyMatch(name(path)::endsWith))
                    .map(path -> folder.resolve(name(path)) + (Files.isDirectory(path) ? "/" : ""))
                    .sorted()
                    .limit(MOST_PATHS)
                    .toList();
        } catch (IOException e) {
            return List.of(); // there is no such folder: nothing begins so
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
