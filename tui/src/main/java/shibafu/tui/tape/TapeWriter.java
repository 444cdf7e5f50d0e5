package shibafu.tui.tape;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.EventWords;
import shibafu.tui.flow.Msg;

/// The files of one recording. One thread uses it, from its making to its closing.
final class TapeWriter implements AutoCloseable {
    static final String META = "meta.json";
    static final String SAMPLES = "samples.csv";
    static final String EVENTS = "events.jsonl";
    static final String LIMITS = "limits.jsonl";

    private final TapeFolder folder;
    private final Instant start;
    private final Map<String, BufferedWriter> files = new HashMap<>();
    private final Map<Long, CastWriter> casts = new HashMap<>();
    private final ObjectMapper mapper = new ObjectMapper();
    private Optional<List<ContainerRow>> listed = Optional.empty();

    /// @param meta what `meta.json` is to say
    TapeWriter(TapeFolder folder, Instant start, String meta) throws IOException {
        this.folder = folder;
        this.start = start;
        file(META).write(meta);
        file(SAMPLES).write(SampleColumns.header() + "\n");
        file(EVENTS);
        file(LIMITS);
        flush();
    }

    static String cast(long number) {
        return "shell-" + number + ".cast";
    }

    /// Made when it is first asked for.
    private BufferedWriter file(String name) throws IOException {
        BufferedWriter known = files.get(name);
        if (known != null) {
            return known;
        }
        BufferedWriter made = folder.write(name);
        files.put(name, made);
        return made;
    }

    void write(Heard heard) throws IOException {
        switch (heard) {
            case Heard.Told told -> told(told);
            case Heard.Opened opened -> {
                Writer file = file(cast(opened.number()));
                casts.put(opened.number(), new CastWriter(file, opened.id(), start, opened.micros(), opened.now()));
                event(shell(opened.micros(), "shell-opened", opened.number(), opened.id()));
            }
            case Heard.Printed printed -> {
                CastWriter cast = casts.get(printed.number());
                if (cast != null) {
                    cast.printed(printed.micros(), printed.bytes());
                }
            }
            case Heard.Resized resized -> {
                CastWriter cast = casts.get(resized.number());
                if (cast != null) {
                    cast.resized(resized.micros(), resized.columns(), resized.rows());
                }
            }
            case Heard.Stop stop -> event(event(stop.micros(), "end"));
        }
    }

    private void told(Heard.Told told) throws IOException {
        long micros = told.micros();
        switch (told.msg()) {
            case Msg.Sampled sampled ->
                file(SAMPLES).write(SampleColumns.line(micros, sampled.id(), sampled.sample()) + "\n");
            case Msg.Happened happened -> {
                ObjectNode event = Seconds.NODES.objectNode();
                event.put("seconds", Seconds.number(micros));
                event.setAll((ObjectNode) mapper.valueToTree(EventWords.object(happened.event())));
                event(event);
            }
            case Msg.Listed now -> listed(micros, now.rows());
            case Msg.ListFailed failed -> event(event(micros, "list-failed").put("why", failed.why()));
            case Msg.SampleFailed failed ->
                event(event(micros, "sample-failed")
                        .put("container", failed.id())
                        .put("why", failed.why()));
            case Msg.ShellEnded ended -> {
                casts.remove(ended.number());
                event(shell(micros, "shell-ended", ended.number(), ended.id())
                        .put("exitCode", ended.exitCode())
                        .put("lastedSeconds", ended.lasted().toMillis() / 1e3)
                        .put("lastWords", ended.lastWords()));
            }
            default -> {
                Optional<ObjectNode> limit = LimitJson.write(micros, told.msg());
                if (limit.isPresent()) {
                    file(LIMITS).write(limit.get() + "\n");
                }
            }
        }
    }

    /// Only what is new.
    private void listed(long micros, List<ContainerRow> rows) throws IOException {
        if (!listed.equals(Optional.of(rows))) {
            listed = Optional.of(rows);
            ObjectNode event = event(micros, "listed");
            RowJson.write(event.putArray("containers"), rows);
            event(event);
        }
    }

    private static ObjectNode event(long micros, String name) {
        ObjectNode event = Seconds.NODES.objectNode();
        event.put("seconds", Seconds.number(micros));
        event.put("event", name);
        return event;
    }

    private static ObjectNode shell(long micros, String name, long number, String id) {
        return event(micros, name).put("shell", number).put("container", id);
    }

    private void event(ObjectNode event) throws IOException {
        file(EVENTS).write(event + "\n");
    }

    void flush() throws IOException {
        for (BufferedWriter file : files.values()) {
            file.flush();
        }
    }

    @Override
    public void close() throws IOException {
        Optional<IOException> failed = Optional.empty();
        for (BufferedWriter file : files.values()) {
            try {
                file.close();
            } catch (IOException e) {
                failed = Optional.of(e);
            }
        }
        folder.close();
        if (failed.isPresent()) {
            throw failed.get();
        }
    }
}
