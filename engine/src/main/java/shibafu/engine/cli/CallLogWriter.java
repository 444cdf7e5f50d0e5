package shibafu.engine.cli;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/// Hands each record to the log of the call that its thread works for; what belongs to none goes to the engine's own
/// standard error, from warnings on.
public final class CallLogWriter implements Writer {
    /// @param settings tinylog's, none of which is used
    @SuppressWarnings("UnusedVariable") // tinylog looks for such a constructor
    public CallLogWriter(Map<String, String> settings) {}

    @Override
    public Set<LogEntryValue> getRequiredLogEntryValues() {
        return EnumSet.of(LogEntryValue.DATE, LogEntryValue.LEVEL, LogEntryValue.MESSAGE, LogEntryValue.EXCEPTION);
    }

    @Override
    public void write(LogEntry entry) throws IOException {
        Optional<EngineLog> log = EngineLog.current();
        if (log.isPresent()) {
            log.get().record(entry);
        } else if (EngineLog.WARNINGS.contains(entry.getLevel())) {
            System.err.println("shibafu: " + entry.getMessage());
            if (entry.getException() != null) {
                entry.getException().printStackTrace(System.err);
            }
        }
    }

    @Override
    public void flush() {
        // Every record is written at once.
    }

    @Override
    public void close() {
        // Nothing stays open.
    }
}
