package shibafu.engine.cli;

import shibafu.engine.image.ReadProgress;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.service.ByteText;

/// How an import gets on: a line on standard error, if that is a terminal.
final class ImportBar implements ReadProgress, AutoCloseable {
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int WORDS = 40; // beside the bar
    private static final int WIDEST = 50;

    private final FrontSession session;
    private final boolean shown;
    private long drawnNanos;
    private boolean drawn;

    /// @param quiet whether to show nothing at all
    ImportBar(FrontSession session, boolean quiet) {
        this.session = session;
        this.shown = !quiet && session.request().isTty(2);
        this.drawnNanos = System.nanoTime();
    }

    @Override
    public void read(String what, long readBytes, long totalBytes) {
        long now = System.nanoTime();
        boolean due = now - drawnNanos > PAUSE_NANOS || (drawn && readBytes == totalBytes);
        if (!shown || totalBytes == 0 || !due) {
            return;
        }
        drawnNanos = now;
        drawn = true;
        int width = Math.clamp(session.request().columns() - what.length() - WORDS, 0, WIDEST);
        int full = (int) (width * Math.min(readBytes, totalBytes) / totalBytes);
        String bar = width < 5 ? "" : "[" + "=".repeat(full) + " ".repeat(width - full) + "] ";
        session.printError(
                "\r" + what + " " + bar + ByteText.of(readBytes) + " of " + ByteText.of(totalBytes) + "\u001b[K");
    }

    /// Leaves no trace.
    @Override
    public void close() {
        if (drawn) {
            session.printError("\r\u001b[K");
        }
    }
}
