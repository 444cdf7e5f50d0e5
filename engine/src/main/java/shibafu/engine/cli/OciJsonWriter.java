package shibafu.engine.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/// Writes log records as runc does, one JSON object a line: `level`, `msg`, `time`.
///
/// tinylog's own JSON writer keeps a position in the file, so that processes which share it overwrite each other's
/// lines; this one appends each line with a single write(2).
public final class OciJsonWriter implements Writer {
    private static final JsonFactory JSON = new JsonFactory();

    private final FileOutputStream file;

    /// @param settings tinylog's, of which `file` is used
    public OciJsonWriter(Map<String, String> settings) throws IOException {
        file = new FileOutputStream(settings.getOrDefault("file", "/dev/stderr"), true);
    }

    @Override
    public Set<LogEntryValue> getRequiredLogEntryValues() {
        return EnumSet.of(LogEntryValue.DATE, LogEntryValue.LEVEL, LogEntryValue.MESSAGE);
    }

    @Override
    public void write(LogEntry entry) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("level", entry.getLevel().name().toLowerCase(Locale.ROOT));
            json.writeStringField("msg", entry.getMessage());
            json.writeStringField("time", entry.getTimestamp().toInstant().toString());
            json.writeEndObject();
        }
        line.write('\n');
        file.write(line.toByteArray());
    }

    @Override
    public void flush() {
        // Every record is written at once.
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
