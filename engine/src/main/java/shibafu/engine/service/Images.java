package shibafu.engine.service;

import java.io.FilterInputStream;
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
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.state.StateException;

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
                    image.name(), image.sizeBytes(), Optional.of(image.created()), image.source(), users(image)));
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
        try (InputStream stream = new Metered(Files.newInputStream(source), Files.size(source), progress)) {
            return factory.images()
                    .importStream(name, stream, source.toString())
                    .name();
        } catch (IOException e) {
            throw new ShibafuException("import image " + name + " from " + source + ": " + e.getMessage(), e);
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

    private List<String> users(Image image) {
        List<String> users = new ArrayList<>();
        for (Container container : factory.list()) {
            try {
                if (container.state().imageRootfs().equals(Optional.of(image.rootfs()))) {
                    users.add(container.id());
                }
            } catch (StateException e) {
                // Removed since the list was taken.
            }
        }
        return users;
    }

    /// Tells how much of an archive was read, and stops reading when it is told to.
    private static final class Metered extends FilterInputStream {
        private final long total;
        private final ImportProgress progress;
        private long count;

        Metered(InputStream in, long total, ImportProgress progress) {
            super(in);
            this.total = total;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            told(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            told(Math.max(0, read));
            return read;
        }

        private void told(int more) throws IOException {
            count += more;
            if (!progress.read(count, total)) {
                throw new IOException("it was cancelled; nothing of it is left");
            }
        }
    }
}
