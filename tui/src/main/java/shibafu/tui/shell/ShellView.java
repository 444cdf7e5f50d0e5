package shibafu.tui.shell;

import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.stats.Figures;
import shibafu.tui.theme.Role;

/// Draws the pane.
public final class ShellView {
    private ShellView() {}

    public static void draw(Canvas canvas, Optional<ContainerRow> selected, ShellModel shell) {
        String title = selected.map(row -> " shell in " + row.id() + " ").orElse(" shell ");
        canvas.frame(title, Ink.of(Role.BORDER), Ink.of(Role.TITLE));
        Canvas inner = canvas.in(canvas.bounds().inner());
        line(inner, 0, hint(selected), Role.FG);
        shell.last().ifPresent(ended -> line(inner, 1, ended(ended), ended.exitCode() == 0 ? Role.DIM : Role.WARN));
        if (shell.last().isEmpty()) {
            selected.ifPresent(row -> line(inner, 1, about(row), Role.DIM));
        } else {
            selected.ifPresent(row -> line(inner, 2, about(row), Role.DIM));
        }
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
            case RUNNING -> "e opens a shell in " + row.id() + "; exit or ^] comes back";
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
