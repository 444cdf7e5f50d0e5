package shibafu.engine.lifecycle;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import shibafu.engine.ShibafuException;

/// Reads a container's log from its beginning, and what is written to it later, over its rotations: `LOG.2`, `LOG.1`,
/// `LOG`, the oldest first.
public final class LogReader implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final Path log;
    private Optional<Part> current = Optional.empty();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /// @param log may be missing, as long as nothing was written
    public LogReader(Path log) {
        this.log = log;
    }

    /// Passes on every whole line that has come since the last call.
    ///
    /// @throws ShibafuException if the log can't be read
    public void read(Consumer<LogLine> lines) {
        try {
            while (next(lines)) {}
        } catch (IOException e) {
            throw new ShibafuException("read log " + log + ": " + e.getMessage(), e);
        }
    }

    /// Reads what one file has.
    ///
    /// @return whether another follows it
    private boolean next(Consumer<LogLine> lines) throws IOException {
        if (current.isPresent()) {
            drain(current.get(), lines);
        }
        // Looked for after it was read: from then on nobody writes to it, if another follows.
        List<Place> places = places(log);
        Optional<Place> next = following(places);
        if (next.isEmpty()) {
            return false;
        }
        Optional<Part> opened = open(next.get());
        if (opened.isPresent()) {
            if (current.isPresent()) {
                drain(current.get(), lines);
                begun.reset();
                current.get().file().close();
            }
            current = opened;
        }
        return true;
    }

    private Optional<Place> following(List<Place> places) {
        for (int i = 0; i < places.size(); i++) {
            Object key = places.get(i).key();
            if (current.filter(part -> part.key().equals(key)).isPresent()) {
                return i + 1 < places.size() ? Optional.of(places.get(i + 1)) : Optional.empty();
            }
        }
        return places.isEmpty() ? Optional.empty() : Optional.of(places.getFirst());
    }

    /// The files of a log, the oldest first. They are looked for from the newest on: one that is moved
    /// meanwhile is seen twice rather than not at all. While they are moved, the oldest first, one name is free.
    private static List<Place> places(Path log) throws IOException {
        List<Place> places = new ArrayList<>();
        boolean gap = false;
        for (int number = 0; ; number++) {
            Path path = number == 0 ? log : log.resolveSibling(log.getFileName() + "." + number);
            Optional<Object> key = key(path);
            if (key.isEmpty() && gap) {
                return places.reversed();
            }
            gap = key.isEmpty();
            if (key.isPresent()
                    && places.stream().noneMatch(place -> place.key().equals(key.get()))) {
                places.add(new Place(path, key.get()));
            }
        }
    }

    private static Optional<Object> key(Path path) throws IOException {
        try {
            return Optional.of(Objects.requireNonNull(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Empty if it was moved meanwhile: the next look finds it under its new name.
    private static Optional<Part> open(Place place) throws IOException {
        RandomAccessFile file;
        try {
            file = new RandomAccessFile(place.path().toFile(), "r");
        } catch (FileNotFoundException e) {
            if (Files.exists(place.path()) && !Files.isReadable(place.path())) {
                throw e;
            }
            return Optional.empty();
        }
        if (key(place.path()).filter(place.key()::equals).isEmpty()) {
            file.close();
            return Optional.empty();
        }
        return Optional.of(new Part(file, place.key()));
    }

    private void drain(Part part, Consumer<LogLine> lines) throws IOException {
        byte[] bytes = new byte[CHUNK];
        for (int count = part.file().read(bytes); count > 0; count = part.file().read(bytes)) {
            int start = 0;
            for (int i = 0; i < count; i++) {
                if (bytes[i] == '\n') {
                    begun.write(bytes, start, i - start);
                    LogLine.parse(begun.toString(StandardCharsets.UTF_8)).ifPresent(lines);
                    begun.reset();
                    start = i + 1;
                }
            }
            begun.write(bytes, start, count - start);
        }
    }

    @Override
    public void close() {
        try {
            if (current.isPresent()) {
                current.get().file().close();
            }
        } catch (IOException e) {
            throw new ShibafuException("close log " + log + ": " + e.getMessage(), e);
        }
    }

    private record Place(Path path, Object key) {}

    private record Part(RandomAccessFile file, Object key) {}
}
