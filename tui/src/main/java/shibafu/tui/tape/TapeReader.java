package shibafu.tui.tape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.tui.flow.Msg;
import shibafu.tui.stats.Host;

/// Reads a recording. Its files may be torn, cut short or made up by somebody: what can be read is, what can't is told
/// once, and nothing in them makes this need more than a bounded lot of memory.
public final class TapeReader {
    private static final int MOST_SAMPLES = 500_000;
    private static final int MOST_EVENTS = 200_000;
    private static final long MOST_META_BYTES = 16 << 20;

    private final Path folder;
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<String> problems = new ArrayList<>();
    private final List<Tape.Entry> entries = new ArrayList<>();
    private long end;

    private TapeReader(Path folder) {
        this.folder = folder;
    }

    /// @throws TapeException if that is no recording
    public static Tape read(Path folder) {
        try {
            return new TapeReader(folder).tape();
        } catch (IOException e) {
            throw new TapeException("replay " + folder + ": " + TapeFolder.reason(e), e);
        }
    }

    private Tape tape() throws IOException {
        JsonNode meta = meta();
        Instant start = start(meta);
        samples(start);
        events(start);
        limits();
        CastReader casts = new CastReader(folder, mapper, problems);
        List<ShellTrack> shells = casts.read();
        for (ShellTrack shell : shells) {
            entries.add(new Tape.Entry(shell.openedMicros(), new Msg.ShellJoined(shell.number(), shell.id())));
            end = Math.max(
                    end, shell.pieces().isEmpty() ? 0 : shell.pieces().getLast().micros());
        }
        entries.sort(Comparator.comparingLong(Tape.Entry::micros));
        return new Tape(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                start,
                host(meta),
                Plain.line(meta.path("theme").asText()),
                configs(meta),
                entries,
                shells,
                end,
                problems);
    }

    private JsonNode meta() throws IOException {
        Path file = folder.resolve(TapeWriter.META);
        if (!Files.isDirectory(folder)) {
            throw new TapeException("replay " + folder + ": it is not a folder");
        }
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_META_BYTES) {
            throw new TapeException("replay " + folder + ": it has no " + TapeWriter.META + ", so it is no recording");
        }
        try {
            JsonNode meta = mapper.readTree(file.toFile());
            if (meta.path("format").asInt() > About.FORMAT) {
                throw new TapeException("replay " + folder + ": a newer shibafu made it, "
                        + Plain.line(meta.path("shibafu").asText()));
            }
            return meta;
        } catch (JsonProcessingException e) {
            throw new TapeException(
                    "replay " + folder + ": " + TapeWriter.META + " is broken: " + e.getOriginalMessage(), e);
        }
    }

    private Instant start(JsonNode meta) {
        try {
            return Instant.parse(meta.path("start").asText());
        } catch (DateTimeException e) {
            throw new TapeException("replay " + folder + ": " + TapeWriter.META + " does not tell when it began");
        }
    }

    private static Host host(JsonNode meta) {
        ZoneId zone;
        try {
            zone = ZoneId.of(meta.path("zone").asText());
        } catch (DateTimeException e) {
            zone = ZoneId.systemDefault();
        }
        JsonNode host = meta.path("host");
        return new Host(
                Math.max(1, host.path("cpus").asInt()),
                Math.max(0, host.path("memoryBytes").asLong()),
                zone);
    }

    private static Map<String, String> configs(JsonNode meta) {
        Map<String, String> configs = new HashMap<>();
        for (JsonNode container : meta.path("containers")) {
            String id = container.path("id").asText();
            if (Tape.isName(id) && container.path("config").isObject()) {
                configs.put(id, container.path("config").toPrettyString());
            }
        }
        return configs;
    }

    private void samples(Instant start) throws IOException {
        Optional<TapeLines> file = TapeLines.of(folder, TapeWriter.SAMPLES, problems);
        if (file.isEmpty()) {
            return;
        }
        try (TapeLines lines = file.get()) {
            Optional<SampleColumns> columns = lines.next().flatMap(SampleColumns::of);
            if (columns.isEmpty()) {
                lines.stop("its first line does not name its columns");
                return;
            }
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                Optional<SampleColumns.Row> row = columns.get().row(line.get(), start);
                if (row.isEmpty()) {
                    lines.bad();
                } else if (entries.size() == MOST_SAMPLES) {
                    lines.stop("more than " + MOST_SAMPLES + " samples");
                    return;
                } else {
                    add(
                            row.get().micros(),
                            new Msg.Sampled(row.get().container(), row.get().sample()));
                }
            }
        }
    }

    private void events(Instant start) throws IOException {
        each(TapeWriter.EVENTS, (micros, node) -> switch (node.path("event").asText()) {
            case "end" -> {
                end = Math.max(end, micros);
                yield Optional.empty();
            }
            case "listed" ->
                Optional.of(new Msg.Listed(RowJson.read(node.path("containers")), start.plusNanos(micros * 1000)));
            case "list-failed" ->
                Optional.of(new Msg.ListFailed(Plain.line(node.path("why").asText()), start.plusNanos(micros * 1000)));
            case "sample-failed" ->
                Optional.of(new Msg.SampleFailed(
                        Plain.line(node.path("container").asText()),
                        Plain.line(node.path("why").asText())));
            case "shell-opened" -> Optional.empty(); // its own file tells
            case "shell-ended" -> Optional.of(shellEnded(node));
            default -> EventJson.read(node).map(Msg.Happened::new);
        });
    }

    private Msg shellEnded(JsonNode node) {
        long number = node.path("shell").asLong();
        return new Msg.ShellEnded(
                number,
                Plain.line(node.path("container").asText()),
                node.path("exitCode").asInt(),
                Duration.ofMillis((long) (Math.max(0, node.path("lastedSeconds").asDouble()) * 1000)),
                Plain.line(node.path("lastWords").asText()));
    }

    private void limits() throws IOException {
        each(TapeWriter.LIMITS, (micros, node) -> LimitJson.read(node));
    }

    /// What a line of JSON tells the screen.
    private interface Reading {
        Optional<? extends Msg> message(long micros, JsonNode node);
    }

    private void each(String name, Reading reading) throws IOException {
        Optional<TapeLines> file = TapeLines.of(folder, name, problems);
        if (file.isEmpty()) {
            return;
        }
        int count = 0;
        try (TapeLines lines = file.get()) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (++count > MOST_EVENTS) {
                    lines.stop("more than " + MOST_EVENTS + " lines");
                    return;
                }
                try {
                    JsonNode node = mapper.readTree(line.get());
                    long micros = Seconds.micros(node.path("seconds"));
                    reading.message(micros, node).ifPresent(msg -> add(micros, msg));
                } catch (JsonProcessingException | NumberFormatException e) {
                    lines.bad();
                }
            }
        }
    }

    private void add(long micros, Msg msg) {
        entries.add(new Tape.Entry(micros, msg));
        end = Math.max(end, micros);
    }
}
