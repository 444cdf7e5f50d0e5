package shibafu.engine.cli;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.LogLine;
import shibafu.engine.lifecycle.LogReader;
import shibafu.engine.state.ContainerStatus;

/// `shibafu logs`: what a detached container has written.
@Command(name = "logs", description = "Show what a container that runs detached has written.")
final class LogsCommand extends Verb {
    private static final int POLL_MILLIS = 200;

    @Parameters(paramLabel = "CONTAINER", description = "Name of a container.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the container stops.")
    private boolean follow;

    @Option(
            names = {"-t", "--timestamps"},
            description = "Show when each line was written.")
    private boolean timestamps;

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "N",
            converter = LineCount.class,
            description = "Only the last N lines (all).")
    private int tail = LineCount.ALL;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = LogTime.class,
            description = "Only what was written since then: 2026-01-31T10:00:00Z, seconds since 1970, or 10m ago.")
    private Optional<Instant> since = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = LogTime.class,
            description = "Only what was written until then.")
    private Optional<Instant> until = Optional.empty();

    @Option(names = "--stdout", description = "Only what was written to standard output.")
    private boolean standardOutput;

    @Option(names = "--stderr", description = "Only what was written to standard error.")
    private boolean standardError;

    @Override
    public Integer call() throws InterruptedException {
        Container container = factory().load(name);
        LogPrinter printer = new LogPrinter(output(), timestamps);
        if (follow) {
            session().onHangup(() -> Runtime.getRuntime().halt(0));
        }
        try (LogReader log = new LogReader(container.log())) {
            printSoFar(log, printer);
            while (follow && until.map(Instant.now()::isBefore).orElse(true)) {
                // Asked before the file is read: what was written before the end is then read after it.
                boolean over = container.status() == ContainerStatus.STOPPED;
                log.read(wanted(printer::line));
                if (over) {
                    break;
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
        return 0;
    }

    private void printSoFar(LogReader log, LogPrinter printer) {
        if (tail == LineCount.ALL) {
            log.read(wanted(printer::line));
            return;
        }
        Tail last = new Tail(tail);
        log.read(wanted(last::add));
        last.lines.forEach(printer::line);
    }

    private Consumer<LogLine> wanted(Consumer<LogLine> next) {
        return line -> {
            boolean stream = standardOutput == standardError || line.standardError() == standardError;
            boolean late = since.filter(line.at()::isBefore).isEmpty();
            boolean early = until.filter(line.at()::isAfter).isEmpty();
            if (stream && late && early) {
                next.accept(line);
            }
        };
    }

    /// The last lines, each with all its parts.
    private static final class Tail {
        private final Deque<LogLine> lines = new ArrayDeque<>();
        private final int most;
        private int whole;

        Tail(int most) {
            this.most = most;
        }

        void add(LogLine line) {
            lines.add(line);
            whole += line.whole() ? 1 : 0;
            while (!lines.isEmpty()
                    && (whole > most || (whole == most && !lines.getLast().whole()))) {
                whole -= lines.removeFirst().whole() ? 1 : 0;
            }
        }
    }

    /// Prints lines, parts of one put together.
    private static final class LogPrinter {
        private final Output output;
        private final boolean timestamps;
        private boolean insideLine;

        LogPrinter(Output output, boolean timestamps) {
            this.output = output;
            this.timestamps = timestamps;
        }

        void line(LogLine line) {
            String text =
                    (timestamps && !insideLine ? line.time() + " " : "") + line.text() + (line.whole() ? "\n" : "");
            insideLine = !line.whole();
            if (line.standardError()) {
                output.errorText(text);
            } else {
                output.print(text);
            }
        }
    }
}
