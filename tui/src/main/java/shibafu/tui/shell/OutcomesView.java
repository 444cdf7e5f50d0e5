package shibafu.tui.shell;

import java.util.List;
import shibafu.tui.containers.ListAction;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.flow.Program;
import shibafu.tui.keys.Keymap;
import shibafu.tui.theme.Role;

/// Draws what became of one command in many containers: a line each, with its exit code and the last it printed.
final class OutcomesView {
    private static final int NAME_WIDTH = 24;
    private static final int CODE_WIDTH = 8;

    private OutcomesView() {}

    static void draw(Canvas canvas, ShellModel shell, Keymap keymap) {
        List<Pane> batch = shell.batch();
        canvas.frame(title(batch), Ink.of(Role.BORDER), Ink.of(Role.TITLE));
        String keys = " " + keymap.key(ListAction.KEYS, ListAction.ZOOM) + " shows it, "
                + keymap.key(ListAction.KEYS, ListAction.NEXT_SHELL) + " the next, "
                + keymap.key(ListAction.KEYS, ListAction.CLOSE_ENDED) + " closes all that have ended ";
        canvas.textEndingAt(
                canvas.width() - 1,
                canvas.height() - 1,
                Cells.cut(keys, canvas.width() - 2, canvas.symbols()),
                Ink.of(Role.KEY));
        Canvas inner = canvas.in(canvas.bounds().inner());
        int chosen = Math.max(0, shell.shown().map(batch::indexOf).orElse(0));
        int top = Math.clamp(chosen - inner.height() + 1L, 0, Math.max(0, batch.size() - inner.height()));
        for (int row = 0; row < Math.min(inner.height(), batch.size() - top); row++) {
            line(inner, row, batch.get(top + row), top + row == chosen);
        }
    }

    private static String title(List<Pane> batch) {
        String command = batch.getFirst().program() instanceof Program.Command run ? run.line() : "";
        long running = batch.stream().filter(Pane::runs).count();
        long failed = batch.stream()
                .filter(pane -> pane.end().filter(end -> end.exitCode() != 0).isPresent())
                .count();
        return " run " + command + ": " + batch.size() + " containers, "
                + (running > 0 ? running + " at it" : "all ended") + (failed > 0 ? ", " + failed + " failed" : "")
                + " ";
    }

    private static void line(Canvas inner, int y, Pane pane, boolean chosen) {
        boolean failed = pane.end().filter(end -> end.exitCode() != 0).isPresent();
        String name = (chosen ? inner.symbols().marker() : ' ') + " " + pane.id();
        inner.text(0, y, Cells.cut(name, NAME_WIDTH, inner.symbols()), Ink.of(chosen ? Role.TITLE : Role.FG));
        String code = pane.end().map(end -> "=" + end.exitCode()).orElse("runs");
        Role role = failed ? Role.WARN : pane.runs() ? Role.STATE_RUN : Role.DIM;
        inner.text(NAME_WIDTH + 1, y, code, Ink.of(role));
        int x = NAME_WIDTH + CODE_WIDTH;
        inner.text(x, y, Cells.cut(pane.lastLine(), inner.width() - x, inner.symbols()), Ink.of(Role.FG));
    }
}
