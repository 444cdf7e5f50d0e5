package shibafu.tui.tape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the shells of a recording.
final class CastReader {
    private static final Pattern FILE = Pattern.compile("shell-([0-9]{1,9})\\.cast");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,4})x([0-9]{1,4})");
    private static final int MOST_SHELLS = 64;
    private static final long MOST_BYTES = 64 << 20;

    private final Path folder;
    private final ObjectMapper mapper;
    private final List<String> problems;
    private long bytes;

    CastReader(Path folder, ObjectMapper mapper, List<String> problems) {
        this.folder = folder;
        this.mapper = mapper;
        this.problems = problems;
    }

    List<ShellTrack> read() throws IOException {
        List<Long> numbers;
        try (Stream<Path> files = Files.list(folder)) {
            numbers = files.map(file -> FILE.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .map(matcher -> Long.parseLong(matcher.group(1)))
                    .sorted()
                    .limit(MOST_SHELLS)
                    .toList();
        }
        List<ShellTrack> tracks = new ArrayList<>();
        for (long number : numbers) {
            Optional<TapeLines> file = TapeLines.of(folder, TapeWriter.cast(number), problems);
            if (file.isPresent()) {
                try (TapeLines lines = file.get()) {
                    track(number, lines).ifPresent(tracks::add);
                }
            }
        }
        return tracks;
    }

    private Optional<ShellTrack> track(long number, TapeLines lines) throws IOException {
        JsonNode header = json(lines.next().orElse(""));
        String id = header.path("title").asText();
        if (header.path("version").asInt() != 2 || !Tape.isName(id)) {
            lines.stop("it is no asciicast of version 2 of a container");
            return Optional.empty();
        }
        List<ShellTrack.Piece> pieces = new ArrayList<>();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (bytes > MOST_BYTES) {
                lines.stop("more than " + (MOST_BYTES >> 20) + " MiB of shells");
                break;
            }
            JsonNode event = json(line.get());
            try {
                long micros = Seconds.micros(event.path(0));
                piece(micros, event).ifPresent(pieces::add);
            } catch (NumberFormatException e) {
                lines.bad();
            }
        }
        long opened = pieces.isEmpty() ? 0 : pieces.getFirst().micros();
        return Optional.of(
                new ShellTrack(number, id, size(header.path("width")), size(header.path("height")), opened, pieces));
    }

    private Optional<ShellTrack.Piece> piece(long micros, JsonNode event) {
        String text = event.path(2).asText();
        return switch (event.path(1).asText()) {
            case "o" -> {
                byte[] printed = text.getBytes(StandardCharsets.UTF_8);
                bytes += printed.length;
                yield Optional.of(new ShellTrack.Output(micros, printed));
            }
            case "r" -> {
                Matcher size = SIZE.matcher(text);
                yield size.matches()
                        ? Optional.of(new ShellTrack.Resize(
                                micros, size(Integer.parseInt(size.group(1))), size(Integer.parseInt(size.group(2)))))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private JsonNode json(String line) {
        try {
            return mapper.readTree(line);
        } catch (JsonProcessingException e) {
            return mapper.missingNode();
        }
    }

    private static int size(JsonNode node) {
        return size(node.asInt());
    }

    private static int size(int cells) {
        return Math.clamp(cells, 1, 500);
    }
}
