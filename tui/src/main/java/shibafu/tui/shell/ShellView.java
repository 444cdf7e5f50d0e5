package shibafu.tui.shell;

import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.pty.vt.ScreenSnapshot;
import shibafu.tui.containers.ListAction;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.keys.Keymap;
import shibafu.tui.stats.Figures;
import shibafu.tui.theme.Role;

/// Draws the pane.
public final class ShellView {
    /// From so many columns on two have room.
    private static final int WIDE = 160;

    private ShellView() {}

    /// How many shells stand side by side in so many columns.
    public static int beside(int columns, ShellModel shell) {
        return columns >= WIDE && shell.shells().size() > 1 ? 2 : 1;
    }

    public static void draw(Canvas canvas, Optional<ContainerRow> selected, ShellModel shell, Keymap keymap) {
        if (shell.shells().isEmpty()) {
            String title = selected.map(row -> " shell in " + row.id() + " ").orElse(" shell ");
            canvas.frame(title, Ink.of(Role.BORDER), Ink.of(Role.TITLE));
            hints(canvas.in(canvas.bounds().inner()), selected, shell, keymap);
            return;
        }
        int count = beside(canvas.width(), shell);
        int width = canvas.width() / count;
        int first = shell.current() / count * count;
        for (int i = 0; i < count; i++) {
            Canvas part = canvas.in(canvas.bounds().rightOf(i * width).left(width));
            int place = first + i;
            if (place < shell.shells().size()) {
                one(part, shell, place, keymap);
            }
            if (i == 0) {
                tabs(part, shell, first, count, keymap);
            }
        }
    }

    private static void one(Canvas canvas, ShellModel shell, int place, Keymap keymap) {
        boolean focused = shell.focused() && place == shell.current();
        canvas.frame("", Ink.of(focused ? Role.BORDER_FOCUS : Role.BORDER), Ink.of(Role.TITLE));
        ShellModel.Shell shown = shell.shells().get(place);
        shown.screen().ifPresent(screen -> {
            ScreenCells.draw(canvas.in(canvas.bounds().inner()), screen, focused);
            lookingBack(canvas, screen);
        });
        if (place == shell.current()) {
            canvas.textEndingAt(canvas.width() - 1, 0, edge(keymap, focused), Ink.of(Role.KEY));
        }
    }

    /// In the upper edge: each shell's container, those in sight marked by more than a colour, and what the others have
    /// to tell.
    private static void tabs(Canvas canvas, ShellModel shell, int first, int count, Keymap keymap) {
        int x = 1;
        int room = canvas.width() - Cells.width(edge(keymap, true)) - 1;
        for (int i = 0; i < shell.shells().size(); i++) {
            ShellModel.Shell each = shell.shells().get(i);
            boolean shown = i >= first && i < first + count;
            String badge = shown ? "" : each.rung() ? " !" : each.unseen() ? " +" : "";
            String name = (shown ? "[" : " ") + "sh " + each.id() + badge + (shown ? "]" : " ");
            if (x + Cells.width(name) > room) {
                return;
            }
            x = canvas.text(x, 0, name, Ink.of(shown ? Role.TITLE : each.unseen() ? Role.WARN : Role.DIM));
        }
    }

    private static void lookingBack(Canvas canvas, ScreenSnapshot screen) {
        int back = screen.facts().scrolled();
        if (back > 0) {
            String text = " " + back + " of " + screen.facts().historyLines() + " lines back ";
            canvas.textEndingAt(canvas.width() - 1, canvas.height() - 1, text, Ink.of(Role.WARN));
        }
    }

    private static void hints(Canvas inner, Optional<ContainerRow> selected, ShellModel shell, Keymap keymap) {
        line(inner, 0, hint(selected, keymap), Role.FG);
        shell.last().ifPresent(ended -> line(inner, 1, ended(ended), ended.exitCode() == 0 ? Role.DIM : Role.WARN));
        int next = shell.last().isEmpty() ? 1 : 2;
        selected.ifPresent(row -> line(inner, next, about(row), Role.DIM));
    }

    private static void line(Canvas inner, int y, String text, Role role) {
        inner.text(1, y, Cells.cut(text, inner.width() - 2, inner.symbols()), Ink.of(role));
    }

    private static String edge(Keymap keymap, boolean focused) {
        return focused
                ? " " + keymap.key(ShellAction.KEYS, ShellAction.LEAVE) + " leaves "
                : " " + keymap.key(ListAction.KEYS, ListAction.SHELL) + " enters ";
    }

    private static String hint(Optional<ContainerRow> selected, Keymap keymap) {
        KeyTable<ListAction> list = keymap.of(ListAction.KEYS);
        String shell = list.key(ListAction.SHELL);
        if (selected.isEmpty()) {
            return list.key(ListAction.NEW) + " makes a container; --demo starts three samples; ? tells all keys";
        }
        ContainerRow row = selected.get();
        return switch (row.status()) {
            case RUNNING ->
                shell + " opens a shell in " + row.id() + "; " + keymap.key(ShellAction.KEYS, ShellAction.LEAVE)
                        + " comes back from it";
            case PAUSED ->
                row.id() + " is frozen: " + list.key(ListAction.FREEZE) + " thaws it, then " + shell + " opens a shell";
            case CREATED ->
                row.id() + " is created: " + list.key(ListAction.START) + " starts it, then " + shell
                        + " opens a shell";
            case CREATING -> row.id() + " is being made";
            case STOPPED -> row.id() + " has ended: " + list.key(ListAction.REMOVE) + " removes it";
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
