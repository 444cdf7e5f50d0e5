package shibafu.engine.lifecycle;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.ShibafuException;

/// A line of a container's log file: `TIME stdout|stderr F|P TEXT`, where P marks a part of a line that goes on.
///
/// @param time as it was written, RFC 3339
/// @param whole whether the line ends here
public record LogLine(String time, boolean standardError, boolean whole, String text) {
    private static final int FIELDS = 4;

    /// So much of a log's end is looked through for its last lines.
    private static final long TAIL_BYTES = 4 << 20;

    /// @return empty for what is no such line
    public static Optional<LogLine> parse(String line) {
        String[] parts = line.split(" ", FIELDS);
        return parts.length < FIELDS
                ? Optional.empty()
                : Optional.of(new LogLine(parts[0], parts[1].equals("stderr"), parts[2].equals("F"), parts[3]));
    }

    /// The last lines that a container has written, parts put together.
    ///
    /// @param log may be missing, as long as nothing was written
    /// @throws ShibafuException if it can't be read
    static List<LogLine> tail(Path log, int count) {
        List<LogLine> lines = new ArrayList<>();
        Optional<LogLine> begun = Optional.empty();
        Path before = log.resolveSibling(log.getFileName() + ".1"); // what was moved aside just now
        for (String raw : (end(before) + end(log)).split("\n", -1)) {
            Optional<LogLine> parsed = parse(raw);
            if (parsed.isPresent()) {
                LogLine line = begun.map(part -> part.and(parsed.get())).orElse(parsed.get());
                begun = line.whole() ? Optional.empty() : Optional.of(line);
                if (line.whole()) {
                    lines.add(line);
                }
            }
        }
        begun.ifPresent(lines::add);
        return List.copyOf(lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    /// When it was written; the epoch if that can't be told.
    public Instant at() {
        try {
            return Instant.parse(time);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private LogLine and(LogLine rest) {
        return new LogLine(time, standardError, rest.whole, text + rest.text);
    }

    private static String end(Path log) {
        if (!Files.exists(log)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[Math.toIntExact(file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ShibafuException("read log " + log + ": " + e.getMessage(), e);
        }
    }
}
