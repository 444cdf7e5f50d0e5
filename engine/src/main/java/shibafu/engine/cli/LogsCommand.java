package shibafu.engine.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.LogLine;
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

    @Option(names = "--tail", paramLabel = "N", description = "Only the last N lines.")
    private int tail = -1;

    @Override
    public Integer call() throws InterruptedException {
        Container container = factory().load(name);
        Path log = container.log();
        LogPrinter printer = new LogPrinter(output(), timestamps);
        if (follow) {
            session().onHangup(() -> Runtime.getRuntime().halt(0));
        }
        long offset = printSoFar(log, printer);
        while (follow) {
            // Asked before the file is read: what was written before the end is then read after it.
            boolean over = container.status() == ContainerStatus.STOPPED;
            offset = printFrom(log, offset, printer);
            if (over) {
                break;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return 0;
    }

    private long printSoFar(Path log, LogPrinter printer) {
        byte[] bytes = read(log, 0);
        int from = tail < 0 ? 0 : LogPrinter.lastLines(bytes, tail);
        return (long) from + printer.print(bytes, from);
    }

    private static long printFrom(Path log, long offset, LogPrinter printer) {
        return offset + printer.print(read(log, offset), 0);
    }

    /// All from `offset` on; nothing where the container has not written yet.
    private static byte[] read(Path log, long offset) {
        if (!Files.exists(log)) {
            return new byte[0];
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(Math.max(0, file.length() - offset))];
            file.seek(offset);
            file.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new ShibafuException("read log " + log + ": " + e.getMessage(), e);
        }
    }

    /// Prints log lines that come in pieces of any size.
    private static final class LogPrinter {
        private final Output output;
        private final boolean timestamps;
        private boolean insideLine;

        LogPrinter(Output output, boolean timestamps) {
            this.output = output;
            this.timestamps = timestamps;
        }

        /// Prints the whole lines.
        ///
        /// @return how many bytes they take; the rest is a line still being written
        int print(byte[] bytes, int from) {
            int start = from;
            for (int i = from; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    line(new String(bytes, start, i - start, StandardCharsets.UTF_8));
                    start = i + 1;
                }
            }
            return start - from;
        }

        /// Where the last `count` lines begin.
        static int lastLines(byte[] bytes, int count) {
            int position = bytes.length;
            for (int lines = 0; position > 0; position--) {
                if (bytes[position - 1] == '\n' && ++lines > count) {
                    break;
                }
            }
            return position;
        }

        private void line(String line) {
            LogLine.parse(line).ifPresent(this::line);
        }

        private void line(LogLine line) {
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
