package shibafu.tui.shell;

import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.pty.vt.ScreenSnapshot;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.stats.Figures;
import shibafu.tui.theme.Role;

/// Draws the pane.
public final class ShellView {
    private ShellView() {}

    public static void draw(Canvas canvas, Optional<ContainerRow> selected, ShellModel shell) {
        Ink border = Ink.of(shell.focused() ? Role.BORDER_FOCUS : Role.BORDER);
        Optional<ShellModel.Shell> shown = shell.shown();
        String title = selected.map(row -> " shell in " + row.id() + " ").orElse(" shell ");
        canvas.frame(shown.isPresent() ? "" : title, border, Ink.of(Role.TITLE));
        Canvas inner = canvas.in(canvas.bounds().inner());
        if (shown.isPresent()) {
            tabs(canvas, shell);
            shown.get().screen().ifPresent(screen -> {
                ScreenCells.draw(inner, screen, shell.focused());
                lookingBack(canvas, screen);
            });
        } else {
            hints(inner, selected, shell);
        }
    }

    /// In the upper edge: each shell's container, the shown one marked by more than its colour, and what it has to
    // tell.
    private static void tabs(Canvas canvas, ShellModel shell) {
        int x = 1;
        for (int i = 0; i < shell.shells().size(); i++) {
            ShellModel.Shell each = shell.shells().get(i);
            boolean shown = i == shell.current();
            String badge = each.rung() ? " !" : each.unseen() ? " +" : "";
            String name = (shown ? "[" : " ") + "sh " + each.id() + badge + (shown ? "]" : " ");
            if (x + Cells.width(name) > canvas.width() - 1) {
                return;
            }
            x = canvas.text(x, 0, name, Ink.of(shown ? Role.TITLE : each.unseen() ? Role.WARN : Role.DIM));
        }
        String way = shell.focused() ? " ^] leaves " : " e enters ";
        if (x + Cells.width(way) < canvas.width()) {
            canvas.textEndingAt(canvas.width() - 1, 0, way, Ink.of(Role.KEY));
        }
    }

    private static void lookingBack(Canvas canvas, ScreenSnapshot screen) {
        int back = screen.facts().scrolled();
        if (back > 0) {
            String text = " " + back + " of " + screen.facts().historyLines() + " lines back ";
            canvas.textEndingAt(canvas.width() - 1, canvas.height() - 1, text, Ink.of(Role.WARN));
        }
    }

    private static void hints(Canvas inner, Optional<ContainerRow> selected, ShellModel shell) {
        line(inner, 0, hint(selected), Role.FG);
        shell.last().ifPresent(ended -> line(inner, 1, ended(ended), ended.exitCode() == 0 ? Role.DIM : Role.WARN));
        int next = shell.last().isEmpty() ? 1 : 2;
        selected.ifPresent(row -> line(inner, next, about(row), Role.DIM));
    }

    private static void line(Canvas inner, int y, String text, Role role) {
        inner.text(1, y, Cells.cut(text, inner.width() - 2, inner.symbols()), Ink.of(role));
    }

    private static String hint(Optional<ContainerRow> selected) {
        if (selected.isEmpty()) {
            return "n makes a container; --demo starts three samples; ? tells all keys";
        }
        ContainerRow row = selected.get();
        return switch (row.status()) {
            case RUNNING -> "e opens a shell in " + row.id() + "; ^] comes back from it";
            case PAUSED -> row.id() + " is frozen: p thaws it, then e opens a shell";
            case CREATED -> row.id() + " is created: S starts it, then e opens a shell";
            case CREATING -> row.id() + " is being made";
            case STOPPED -> row.id() + " has ended: d removes it";
        };
    }

    private static String ended(ShellModel.Ended ended) {
        String words = ended.words().isEmpty() ? "" : ": " + ended.words();
        return "the last shell in " + ended.id() + " ended with " + ended.exitCode() + " after "
                + Figures.age(ended.lasted().toSeconds()) + words;
    }

    private static String about(ContainerRow row) {
        return "image " + row.image() + (row.pid() > 0 ? ", pid " + row.pid() : "") + ", runs "
                + String.join(" ", row.command());
    }
}
