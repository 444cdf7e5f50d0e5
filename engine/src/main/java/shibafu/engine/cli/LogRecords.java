package shibafu.engine.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.tinylog.core.LogEntry;

/// The lines of a log file.
final class LogRecords {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    private LogRecords() {}

    /// As runc writes it, one object a line: `level`, `msg`, `time`.
    static String json(LogEntry entry) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("level", entry.getLevel().name().toLowerCase(Locale.ROOT));
            json.writeStringField("msg", entry.getMessage());
            json.writeStringField("time", entry.getTimestamp().toInstant().toString());
            json.writeEndObject();
        }
        return line.append('\n').toString();
    }

    /// For people: time, level, message.
    static String text(LogEntry entry) {
        String time = TIME.format(entry.getTimestamp().toInstant().atZone(ZoneId.systemDefault()));
        return String.format(Locale.ROOT, "%s %-5s %s%n", time, entry.getLevel(), entry.getMessage());
    }
}
