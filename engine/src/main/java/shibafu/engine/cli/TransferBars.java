package shibafu.engine.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.registry.Digest;
import shibafu.engine.registry.Progress;
import shibafu.engine.service.ByteText;

/// How transfers get on, on standard error: a line a blob, drawn again and again on a terminal, told once elsewhere.
final class TransferBars implements Progress, AutoCloseable {
    private static final long PAUSE_MILLIS = 100;
    private static final int DIGITS = 12;
    private static final int WORDS = 32; // beside the bar
    private static final int WIDEST = 50;

    private final FrontSession session;
    private final boolean quiet;
    private final Optional<Thread> painter;
    private final Map<Digest, Row> rows = new LinkedHashMap<>(); // guarded by this
    private int drawn; // guarded by this

    /// @param how what became of it; empty while it is on its way
    private record Row(long bytes, long sizeBytes, String how) {}

    private TransferBars(FrontSession session, boolean quiet) {
        this.session = session;
        this.quiet = quiet;
        boolean terminal = !quiet && session.request().isTty(2);
        this.painter = terminal ? Optional.of(Thread.ofVirtual().unstarted(this::paint)) : Optional.empty();
    }

    /// @param quiet whether to show nothing at all
    static TransferBars show(FrontSession session, boolean quiet) {
        TransferBars bars = new TransferBars(session, quiet);
        bars.painter.ifPresent(Thread::start);
        return bars;
    }

    @Override
    public synchronized void began(Digest blob, long sizeBytes) {
        rows.put(blob, new Row(0, sizeBytes, ""));
    }

    @Override
    public synchronized void moved(Digest blob, long bytes) {
        rows.computeIfPresent(blob, (key, row) -> new Row(bytes, row.sizeBytes, row.how));
    }

    @Override
    public synchronized void ended(Digest blob, String how) {
        Row row = rows.computeIfPresent(blob, (key, old) -> new Row(old.sizeBytes, old.sizeBytes, how));
        if (row != null && !quiet && painter.isEmpty()) {
            session.printError("%s %s %s\n".formatted(blob.shortText(), ByteText.of(row.sizeBytes), how));
        }
    }

    private void paint() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                draw();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            // Closed: the last state is drawn by who closes.
        }
    }

    private synchronized void draw() {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A'); // up to the first line
        }
        // What does not fit is not drawn: a line that has left the screen cannot be drawn again.
        int lines = Math.min(rows.size(), Math.max(1, session.request().rows() - 2));
        rows.entrySet().stream()
                .skip(rows.size() - lines)
                .forEach(row -> text.append(line(row.getKey(), row.getValue())).append("\u001b[K\n"));
        drawn = lines;
        session.printError(text.toString());
    }

    private String line(Digest blob, Row row) {
        String name = blob.shortText() + " ";
        if (!row.how.isEmpty()) {
            return name + ByteText.of(row.sizeBytes) + " " + row.how;
        }
        int width = Math.clamp(session.request().columns() - DIGITS - WORDS, 0, WIDEST);
        int full = row.sizeBytes == 0 ? 0 : (int) (width * row.bytes / row.sizeBytes);
        String bar = width < 5 ? "" : "[" + "=".repeat(full) + " ".repeat(width - full) + "] ";
        return name + bar + ByteText.of(row.bytes) + " of " + ByteText.of(row.sizeBytes);
    }

    @Override
    public void close() {
        painter.ifPresent(thread -> {
            thread.interrupt();
            draw();
        });
    }
}
