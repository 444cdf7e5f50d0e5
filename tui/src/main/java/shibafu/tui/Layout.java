package shibafu.tui;

import java.util.ArrayList;
import java.util.List;
import shibafu.tui.draw.Rect;
import shibafu.tui.draw.Size;
import shibafu.tui.limits.LimitsView;
import shibafu.tui.replay.Deck;
import shibafu.tui.shell.ShellModel;
import shibafu.tui.shell.ShellView;
import shibafu.tui.stats.GraphsView;

/// Where everything stands: header, list, graphs side by side, the pane for shells, status line, footer.
///
/// @param shell the pane for shells, or the strip of a dialog in its place
/// @param timeline of a recording, if one is shown
record Layout(
        Kind kind, Rect header, Rect list, List<Rect> graphs, Rect shell, Rect timeline, Rect status, Rect footer) {
    Layout {
        graphs = List.copyOf(graphs);
    }

    /// How much a screen can show.
    enum Kind {
        /// All of it.
        FULL,
        /// A page at a time.
        PAGED,
        /// Nothing that would be of use.
        TOO_SMALL
    }

    /// What the pane for shells wants.
    enum ShellRoom {
        /// A few lines on how to open one.
        HINT,
        /// Enough to work in.
        OPEN,
        /// All there is.
        ZOOMED
    }

    /// What is at a place.
    enum Part {
        LIST,
        GRAPHS,
        SHELL,
        FOOTER,
        NOTHING
    }

    static final Size FULL = new Size(80, 24);
    static final Size LEAST = new Size(60, 15);

    static Layout of(Model model) {
        int strip = model.dialog() instanceof Dialog.Limiting
                ? LimitsView.height(model.size().columns())
                : 0;
        int timeline = model.deck() instanceof Deck.Replaying ? 1 : 0;
        return of(model.size(), model.list().visible().size(), strip, timeline, room(model));
    }

    private static ShellRoom room(Model model) {
        ShellModel shell = model.shell();
        if (model.dialog() instanceof Dialog.Reading reading) {
            return reading.reader().zoomed() ? ShellRoom.ZOOMED : ShellRoom.OPEN;
        }
        if (shell.panes().isEmpty()) {
            return ShellRoom.HINT;
        }
        return shell.zoomed() ? ShellRoom.ZOOMED : ShellRoom.OPEN;
    }

    /// What a place on the screen belongs to.
    ///
    /// @param page the one in sight, where not all is
    Part at(Page page, int column, int row) {
        boolean all = kind == Kind.FULL;
        if (footer.contains(column, row)) {
            return Part.FOOTER;
        }
        if ((all || page == Page.LIST) && list.contains(column, row)) {
            return Part.LIST;
        }
        if ((all || page == Page.GRAPHS) && graphs.stream().anyMatch(graph -> graph.contains(column, row))) {
            return Part.GRAPHS;
        }
        return (all || page == Page.SHELL) && shell.contains(column, row) ? Part.SHELL : Part.NOTHING;
    }

    /// How large the screen of a shell is.
    static Size shellSize(Model model) {
        Rect pane = of(model).shell();
        int width = pane.width() / ShellView.beside(pane.width(), model.shell());
        Rect inner = pane.left(width).inner();
        return new Size(Math.max(1, inner.width()), Math.max(1, inner.height()));
    }

    /// How many samples a graph shows where each cell has room for two.
    static int samples(Model model) {
        List<Rect> graphs = of(model).graphs();
        int columns =
                graphs.isEmpty() ? model.size().columns() : graphs.getFirst().width();
        return Math.max(2, (columns - GraphsView.EDGES) * 2);
    }

    /// @param containers rows that the list would like
    /// @param strip rows that a dialog wants at the bottom, 0 for none
    /// @param timeline rows of a recording's time line, 0 or 1
    static Layout of(Size size, int containers, int strip, int timeline, ShellRoom room) {
        Rect all = new Rect(0, 0, size.columns(), size.rows());
        if (!size.holds(LEAST.columns(), LEAST.rows())) {
            return new Layout(Kind.TOO_SMALL, all, Rect.NONE, List.of(), Rect.NONE, Rect.NONE, Rect.NONE, Rect.NONE);
        }
        Rect header = all.top(1);
        Rect footer = all.below(size.rows() - 1);
        Rect status = all.below(size.rows() - 2).top(1);
        Rect body = all.below(1).top(size.rows() - 3 - timeline);
        Rect time = all.below(size.rows() - 2 - timeline).top(timeline);
        if (!size.holds(FULL.columns(), FULL.rows())) {
            // Shells keep their size while a dialog lies over them.
            Rect page = body.top(body.height() - strip);
            return new Layout(
                    Kind.PAGED,
                    header,
                    page,
                    strip > 0 ? side(page, 2) : List.of(page.top(page.height() / 2), page.below(page.height() / 2)),
                    strip > 0 && room == ShellRoom.HINT ? body.below(page.height()) : body,
                    time,
                    status,
                    footer);
        }
        if (room == ShellRoom.ZOOMED) {
            return new Layout(Kind.FULL, header, Rect.NONE, List.of(), body, time, status, footer);
        }
        int shellRows = shellRows(size.rows() - timeline, strip, room);
        int mostRows = room == ShellRoom.OPEN && size.rows() < 30 ? 4 : Math.max(6, size.rows() * 3 / 10);
        int listRows = Math.clamp(containers + 1L, 4, mostRows);
        Rect graphs = body.below(listRows).top(body.height() - listRows - shellRows);
        return new Layout(
                Kind.FULL,
                header,
                body.top(listRows),
                side(graphs, graphs.width() < 100 ? 2 : graphs.width() < 160 ? 3 : 4),
                body.below(listRows + graphs.height()),
                time,
                status,
                footer);
    }

    /// So many of the same width side by side; what does not divide is the last one's.
    private static List<Rect> side(Rect all, int count) {
        List<Rect> parts = new ArrayList<>();
        int width = all.width() / count;
        for (int i = 0; i < count; i++) {
            Rect rest = all.rightOf(i * width);
            parts.add(i < count - 1 ? rest.left(width) : rest);
        }
        return parts;
    }

    private static int shellRows(int rows, int strip, ShellRoom room) {
        if (room == ShellRoom.HINT) {
            return Math.max(strip, rows < 30 ? 4 : 5);
        }
        return rows < 30 ? 10 : rows * 2 / 5;
    }
}
