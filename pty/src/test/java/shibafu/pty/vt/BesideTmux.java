package shibafu.pty.vt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Shows the same bytes to the emulator and to tmux, and tells where their screens differ.
final class BesideTmux {
    /// How often, and how much later, to look again whether tmux is done.
    private static final int LOOKS = 10;

    private static final int PAUSE_MILLIS = 50;

    private final int columns;
    private final int rows;
    private Optional<Tmux> running = Optional.empty();

    BesideTmux(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    void close() throws Exception {
        if (running.isPresent()) {
            running.get().close();
        }
    }

    /// @return where tmux and we differ, as `row:column ours|theirs`
    List<String> differences(byte[] bytes) throws Exception {
        assumeTrue(Tmux.isInstalled(), "needs tmux");
        Tmux tmux = running.isPresent() ? running.get() : start();
        tmux.show(bytes);
        ScreenSnapshot ours = shown(bytes, new Random(bytes.length));
        List<String> differences = differences(ours, tmux.screen());
        for (int i = 0; i < LOOKS && !differences.isEmpty(); i++) {
            Thread.sleep(PAUSE_MILLIS);
            differences = differences(ours, tmux.screen());
        }
        return differences;
    }

    private Tmux start() throws IOException {
        Tmux started = new Tmux(columns, rows);
        running = Optional.of(started);
        return started;
    }

    private List<String> differences(ScreenSnapshot ours, Tmux.Screen theirs) {
        List<String> differences = new ArrayList<>();
        VtTerminal captured = new VtTerminal(columns + 1, rows, answer -> {});
        feed(captured, "\033)0"); // it writes line drawing as DEC did, from G1
        for (int row = 0; row < rows; row++) {
            feed(captured, theirs.cells().get(row));
            ScreenSnapshot line = captured.snapshot(0);
            int told = line.facts().cursorColumn();
            for (int column = 0; column < columns; column++) {
                // What was erased behind the last character tmux does not tell, so its colour is not known.
                String mine = column < told ? cell(ours, row, column) : ours.text(row, column);
                String other = column < told ? cell(line, row, column) : "";
                if (!mine.equals(other)) {
                    differences.add(row + ":" + column + " " + mine + "|" + other);
                }
            }
            feed(captured, row < rows - 1 ? "\r\n" : "");
        }
        String cursor = ours.facts().cursorRow() + ":" + ours.facts().cursorColumn();
        String other = theirs.cursorRow() + ":" + Math.min(columns - 1, theirs.cursorColumn());
        if (ours.facts().cursorRow() >= 0 && !cursor.equals(other)) {
            differences.add("cursor " + cursor + "|" + other);
        }
        return differences;
    }

    private static void feed(VtTerminal terminal, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
    }

    /// Fed in pieces, as a terminal reads.
    private ScreenSnapshot shown(byte[] bytes, Random random) {
        VtTerminal terminal = new VtTerminal(columns, rows, answer -> {});
        int at = 0;
        while (at < bytes.length) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(50));
            terminal.feed(bytes, at, end);
            at = end;
        }
        return terminal.snapshot(0);
    }

    private static String cell(ScreenSnapshot screen, int row, int column) {
        String text = screen.text(row, column);
        long style = screen.style(row, column);
        boolean blank = text.isBlank() && !screen.isTail(row, column);
        if (blank) {
            // Of a blank only what can be seen.
            boolean inverse = Style.has(style, Style.INVERSE);
            style = inverse
                    ? style & ~Style.BOLD
                    : Style.erased(style) | Style.withUnderline(0, Style.underline(style));
        }
        return (blank ? " " : text) + "/" + Long.toHexString(style);
    }
}
