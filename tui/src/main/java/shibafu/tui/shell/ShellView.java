package shibafu.tui.shell;

import java.time.Instant;
import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.pty.vt.ScreenSnapshot;
import shibafu.tui.containers.ListAction;
import shibafu.tui.copy.CopyModel;
import shibafu.tui.copy.CopyView;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.draw.Symbols;
import shibafu.tui.flow.Program;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.keys.Keymap;
import shibafu.tui.stats.Figures;
import shibafu.tui.theme.Role;

/// Draws the pane.
public final class ShellView {
    /// From so many columns on two have room.
    private static final int WIDE = 160;

    /// So narrow may a pane be if somebody wants it, and so narrow by itself.
    private static final int NARROWEST = 22;

    private static final int COMFORTABLE = 40;

    /// Columns of a container's name, so that what is said of it has room.
    private static final int NAME = 24;

    private ShellView() {}

    /// How many panes stand side by side in so many columns.
    public static int beside(int columns, ShellModel shell) {
        int panes = Math.max(1, shell.panes().size());
        if (shell.split() > 0) {
            return Math.clamp(columns / NARROWEST, 1, Math.min(shell.split(), panes));
        }
        int together = shell.batch().size();
        if (together > 1 && together <= columns / COMFORTABLE) {
            return together;
        }
        return columns >= WIDE && panes > 1 ? 2 : 1;
    }

    /// Where the one that is shown stands.
    public static Rect pane(Rect all, ShellModel shell) {
        int count = beside(all.width(), shell);
        int width = all.width() / count;
        return all.rightOf((shell.current() - shell.firstOf(count)) * width).left(width);
    }

    /// A shell in sight, and where it stands.
    public record Spot(long number, Rect pane) {}

    /// The running program at a column of the screen.
    public static Optional<Spot> at(Rect all, ShellModel shell, int column) {
        int count = beside(all.width(), shell);
        int width = all.width() / count;
        int beside = Math.min((column - all.x()) / width, count - 1);
        int place = shell.firstOf(count) + beside;
        boolean there = place < shell.panes().size() && !isTable(shell, count);
        return there && shell.panes().get(place).runs()
                ? Optional.of(new Spot(
                        shell.panes().get(place).number(),
                        all.rightOf(beside * width).left(width)))
                : Optional.empty();
    }

    /// Whether the outcomes of a command are told in a table, as its panes would not fit side by side.
    private static boolean isTable(ShellModel shell, int beside) {
        return shell.batch().size() > beside && !shell.zoomed() && !shell.focused();
    }

    public static void draw(
            Canvas canvas,
            Optional<ContainerRow> selected,
            ShellModel shell,
            Keymap keymap,
            Instant now,
            Optional<CopyModel> copy) {
        if (shell.panes().isEmpty()) {
            String title = selected.map(row -> " shell in " + row.id() + " ").orElse(" shell ");
            canvas.frame(title, Ink.of(Role.BORDER), Ink.of(Role.TITLE));
            hints(canvas.in(canvas.bounds().inner()), selected, keymap);
            return;
        }
        int count = beside(canvas.width(), shell);
        if (copy.isEmpty() && isTable(shell, count)) {
            OutcomesView.draw(canvas, shell, keymap);
            return;
        }
        int width = canvas.width() / count;
        int first = shell.firstOf(count);
        for (int i = 0; i < count; i++) {
            Canvas part = canvas.in(canvas.bounds().rightOf(i * width).left(width));
            int place = first + i;
            if (place < shell.panes().size()) {
                one(part, shell, place, keymap, copy);
            }
            if (i == 0) {
                tabs(part, shell, count, keymap, now);
            }
        }
    }

    private static void one(Canvas canvas, ShellModel shell, int place, Keymap keymap, Optional<CopyModel> copying) {
        boolean focused = shell.focused() && place == shell.current();
        canvas.frame("", Ink.of(focused ? Role.BORDER_FOCUS : Role.BORDER), Ink.of(Role.TITLE));
        Pane pane = shell.panes().get(place);
        Optional<CopyModel> copy = copying.filter(text -> text.number() == pane.number());
        if (copy.isPresent()) {
            copying(canvas, copy.get());
            return;
        }
        pane.screen().ifPresent(screen -> {
            ScreenCells.draw(canvas.in(canvas.bounds().inner()), screen, focused);
            lookingBack(canvas, screen);
        });
        pane.end().ifPresent(end -> ended(canvas, pane, end, place == shell.current(), keymap));
        if (place == shell.current()) {
            canvas.textEndingAt(canvas.width() - 1, 0, edge(keymap, pane, focused), Ink.of(Role.KEY));
        }
    }

    /// In the upper edge: each pane's program and container, those in sight marked by more than a colour, and what the
    /// others have to tell.
    private static void tabs(Canvas canvas, ShellModel shell, int beside, Keymap keymap, Instant now) {
        int first = shell.firstOf(beside);
        int room = canvas.width() - Cells.width(edge(keymap, shell.panes().getFirst(), true)) - 1;
        int from = 0;
        while (from < first && width(shell, from, first + beside, first, beside, now, canvas.symbols()) > room - 2) {
            from++;
        }
        int x = from > 0 ? canvas.text(1, 0, "<", Ink.of(Role.KEY)) : 1;
        for (int i = from; i < shell.panes().size(); i++) {
            Pane pane = shell.panes().get(i);
            boolean inSight = i >= first && i < first + beside;
            String tab = tab(pane, inSight, now, canvas.symbols());
            if (x + Cells.width(tab) > room) {
                canvas.text(x, 0, ">", Ink.of(Role.KEY));
                return;
            }
            boolean failed = pane.end().filter(end -> end.exitCode() != 0).isPresent();
            Role role = failed || pane.rung() || pane.unseen() ? Role.WARN : inSight ? Role.TITLE : Role.DIM;
            x = canvas.text(x, 0, tab, Ink.of(role));
        }
    }

    private static String tab(Pane pane, boolean inSight, Instant now, Symbols symbols) {
        String badge = pane.badge(now, inSight);
        String name = pane.program().label() + " " + Cells.cutMiddle(pane.id(), NAME, symbols)
                + (badge.isEmpty() ? "" : " " + badge);
        return inSight ? "[" + name + "]" : " " + name + " ";
    }

    /// How wide the tabs from one to another are.
    private static int width(ShellModel shell, int from, int to, int first, int beside, Instant now, Symbols symbols) {
        int width = 1;
        for (int i = from; i < Math.min(to, shell.panes().size()); i++) {
            width += Cells.width(tab(shell.panes().get(i), i >= first && i < first + beside, now, symbols));
        }
        return width;
    }

    private static void ended(Canvas canvas, Pane pane, Pane.End end, boolean chosen, Keymap keymap) {
        String closes = ": " + keymap.key(ListAction.KEYS, ListAction.CLOSE_SHELL) + " closes";
        String anew = pane.program() instanceof Program.Command
                ? ""
                : ", " + keymap.key(ListAction.KEYS, entering(pane.program())) + " opens anew";
        String text = " ended with " + end.exitCode() + " after "
                + Figures.age(end.lasted().toSeconds()) + (chosen ? closes + anew : "") + " ";
        String cut = Cells.cut(text, canvas.width() - 2, canvas.symbols());
        canvas.text(1, canvas.height() - 1, cut, Ink.of(end.exitCode() == 0 ? Role.DIM : Role.WARN));
    }

    private static void copying(Canvas canvas, CopyModel copy) {
        canvas.frame("", Ink.of(Role.BORDER_FOCUS), Ink.of(Role.TITLE));
        Canvas inner = canvas.in(canvas.bounds().inner());
        ScreenCells.draw(inner, copy.text().view(copy.back()), false);
        CopyView.marks(inner, copy);
        CopyView.frame(canvas, copy);
        canvas.textEndingAt(canvas.width() - 1, 0, " COPY ", Ink.of(Role.WARN));
    }

    private static void lookingBack(Canvas canvas, ScreenSnapshot screen) {
        int back = screen.facts().scrolled();
        if (back > 0) {
            String text = " " + back + " of " + screen.facts().historyLines() + " lines back ";
            canvas.textEndingAt(canvas.width() - 1, canvas.height() - 1, text, Ink.of(Role.WARN));
        }
    }

    private static void hints(Canvas inner, Optional<ContainerRow> selected, Keymap keymap) {
        line(inner, 0, hint(selected, keymap, inner.symbols()), Role.FG);
        selected.ifPresent(row -> line(inner, 1, about(row), Role.DIM));
    }

    private static void line(Canvas inner, int y, String text, Role role) {
        inner.text(1, y, Cells.cut(text, inner.width() - 2, inner.symbols()), Ink.of(role));
    }

    /// What a key does to the chosen one.
    private static String edge(Keymap keymap, Pane pane, boolean focused) {
        if (focused) {
            return " " + keymap.key(ShellAction.KEYS, ShellAction.LEAVE) + " leaves ";
        }
        return pane.runs()
                ? " " + keymap.key(ListAction.KEYS, entering(pane.program())) + " enters "
                : " " + keymap.key(ListAction.KEYS, ListAction.CLOSE_SHELL) + " closes ";
    }

    /// The key that goes into it, or opens it anew.
    private static ListAction entering(Program program) {
        return switch (program) {
            case Program.Shell shell -> ListAction.SHELL;
            case Program.Terminal terminal -> ListAction.ATTACH;
            case Program.Command command -> ListAction.ENTER_SHELL;
        };
    }

    private static String hint(Optional<ContainerRow> selected, Keymap keymap, Symbols symbols) {
        KeyTable<ListAction> list = keymap.of(ListAction.KEYS);
        String shell = list.key(ListAction.SHELL);
        if (selected.isEmpty()) {
            return list.key(ListAction.NEW) + " makes a container; --demo starts three samples; ? tells all keys";
        }
        ContainerRow row = selected.get();
        String id = Cells.cutMiddle(row.id(), NAME, symbols);
        return switch (row.status()) {
            case RUNNING ->
                shell + " opens a shell in " + id + "; " + keymap.key(ShellAction.KEYS, ShellAction.LEAVE)
                        + " comes back from it";
            case PAUSED ->
                id + " is frozen: " + list.key(ListAction.FREEZE) + " thaws it, then " + shell + " opens a shell";
            case CREATED ->
                id + " is created: " + list.key(ListAction.START) + " starts it, then " + shell + " opens a shell";
            case CREATING -> id + " is being made";
            case RESTARTING -> id + " has ended, and is run again";
            case STOPPED -> id + " has ended: " + list.key(ListAction.REMOVE) + " removes it";
        };
    }

    private static String about(ContainerRow row) {
        return "image " + row.image() + (row.pid() > 0 ? ", pid " + row.pid() : "") + ", runs "
                + String.join(" ", row.command());
    }
}
