package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;
import org.tinylog.configuration.Configuration;
import shibafu.engine.launch.Errno;
import shibafu.engine.launch.OpReport;
import shibafu.engine.plan.Op;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanText;

/// The engine's log. Where nobody asked for one, tinylog is never touched: waking it costs more than most commands.
public final class EngineLog {
    /// How records are written to a file.
    public enum Format {
        text,
        json
    }

    private static final EngineLog SILENT = new EngineLog(false);

    private static Optional<EngineLog> opened = Optional.empty();

    private final boolean awake;

    private EngineLog(boolean awake) {
        this.awake = awake;
    }

    /// Sets the log up; later calls give the same one.
    public static EngineLog open(boolean debug, Optional<Path> file, Format format) {
        if (!debug && file.isEmpty()) {
            return SILENT;
        }
        if (opened.isEmpty()) {
            Configuration.replace(configuration(debug, file, format));
            opened = Optional.of(new EngineLog(true));
        }
        return opened.get();
    }

    private static Map<String, String> configuration(boolean debug, Optional<Path> file, Format format) {
        Map<String, String> settings = new HashMap<>();
        settings.put("level", debug ? "debug" : "info");
        settings.put("level@org.freedesktop.dbus", "off"); // its exceptions tell all that matters
        if (debug) {
            settings.put("writer1", "console");
            settings.put("writer1.stream", "err");
            settings.put("writer1.format", "{message}");
        }
        file.ifPresent(path -> {
            settings.put("writer2", format == Format.json ? "oci json" : "file");
            settings.put("writer2.file", path.toAbsolutePath().toString());
            settings.put("writer2.append", "true");
            settings.put("writer2.format", "{date: yyyy-MM-dd'T'HH:mm:ss.SSSXXX} {level|min-size=5} {message}");
        });
        return settings;
    }

    public void error(String message) {
        if (awake) {
            Logger.error((Object) message);
        }
    }

    /// Tells of each operation of a plan: how long it took, and how it went.
    public void trace(Plan plan, List<OpReport> reports) {
        if (!awake) {
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
}
