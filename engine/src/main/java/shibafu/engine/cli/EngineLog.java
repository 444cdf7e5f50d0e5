package shibafu.engine.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tinylog.Level;
import org.tinylog.Logger;
import org.tinylog.configuration.Configuration;
import org.tinylog.core.LogEntry;
import shibafu.engine.launch.Errno;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.launch.OpReport;
import shibafu.engine.plan.Op;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanText;

/// The log of one call: where its caller wants it. Everything that this thread logs from then on goes there, by
/// [CallLogWriter]. Where nobody asked for one, tinylog is never touched: waking it costs a cold engine more than most
/// commands.
public final class EngineLog {
    /// How records are written to a file.
    public enum Format {
        text,
        json
    }

    private static final ThreadLocal<Optional<EngineLog>> CURRENT = ThreadLocal.withInitial(Optional::empty);

    /// What nobody must miss.
    static final Set<Level> WARNINGS = Set.of(Level.WARN, Level.ERROR);

    private static boolean configured;

    private final FrontSession session;
    private final boolean debug;
    private final Optional<Path> file;
    private final Format format;

    private EngineLog(FrontSession session, boolean debug, Optional<Path> file, Format format) {
        this.session = session;
        this.debug = debug;
        this.file = file;
        this.format = format;
    }

    /// Makes this the log of the calling thread.
    ///
    /// @param debug on standard error as well, operations and all
    /// @param file appended to, and made if missing
    public static EngineLog open(FrontSession session, boolean debug, Optional<Path> file, Format format) {
        EngineLog log = new EngineLog(session, debug, file, format);
        CURRENT.set(Optional.of(log));
        if (log.awake()) {
            configure();
        }
        return log;
    }

    /// The log of the calling thread, if it works for a caller.
    static Optional<EngineLog> current() {
        return CURRENT.get();
    }

    /// To be called when a thread has answered its caller.
    public static void forget() {
        CURRENT.remove();
    }

    /// Has tinylog hand all to [CallLogWriter].
    public static synchronized void configure() {
        if (!configured) {
            configured = true;
            Configuration.replace(Map.of(
                    "level",
                    "debug",
                    "writer",
                    "call log",
                    "level@org.freedesktop.dbus", // its exceptions tell all that matters
                    "off"));
        }
    }

    public void error(String message) {
        if (awake()) {
            Logger.error((Object) message);
        }
    }

    /// Is told of every plan that the caller's front carries out from now on. What is told of a container that runs
    /// would be missing if somebody ended a warm engine just then; an engine of the call's own ends with it.
    public void follow() {
        if (debug) {
            session.needsOwnEngine();
        }
        session.trace(this::trace);
    }

    /// Tells of each operation of a plan: how long it took, and how it went.
    private void trace(Plan plan, List<OpReport> reports) {
        if (!debug) {
            return;
        }
        for (OpReport report : reports) {
            Op op = plan.ops().get(report.index());
            String went = report.errno() == 0 ? "" : "  -> " + Errno.of(report.errno());
            Logger.debug((Object) String.format(
                    Locale.ROOT,
                    "%4d %9.1f us  %s%s",
                    report.index(),
                    report.nanos() / 1000.0,
                    PlanText.line(op),
                    went));
        }
    }

    /// Writes a record where it belongs.
    void record(LogEntry entry) throws IOException {
        if (debug) {
            say(entry.getMessage() + "\n");
        } else if (file.isEmpty() && WARNINGS.contains(entry.getLevel())) {
            say("shibafu: " + entry.getMessage() + "\n");
        }
        if (file.isPresent() && (debug || entry.getLevel() == Level.INFO || WARNINGS.contains(entry.getLevel()))) {
            String line = format == Format.json ? LogRecords.json(entry) : LogRecords.text(entry);
            // One write(2) at the end of the file, so that the lines of processes that share it stay whole.
            try (FileOutputStream out = new FileOutputStream(file.get().toFile(), true)) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private boolean awake() {
        return debug || file.isPresent();
    }

    private void say(String text) {
        if (session.finished()) {
            System.err.print(text);
        } else {
            session.printError(text);
        }
    }
}
