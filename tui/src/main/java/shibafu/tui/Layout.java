package shibafu.tui;

import shibafu.tui.draw.Rect;
import shibafu.tui.draw.Size;

/// Where everything stands: header, list, two graphs side by side, the pane for shells, status line, footer.
///
/// @param shell the pane for shells, or the strip of a dialog in its place
record Layout(Kind kind, Rect header, Rect list, Rect cpu, Rect memory, Rect shell, Rect status, Rect footer) {
    /// How much a screen can show.
    enum Kind {
        /// All of it.
        FULL,
        /// A page at a time.
        PAGED,
        /// Nothing that would be of use.
        TOO_SMALL
    }

    static final Size FULL = new Size(80, 24);
    static final Size LEAST = new Size(60, 15);

    /// @param containers rows that the list would like
    /// @param strip rows that a dialog wants at the bottom, 0 for none
    static Layout of(Size size, int containers, int strip) {
        Rect all = new Rect(0, 0, size.columns(), size.rows());
        if (!size.holds(LEAST.columns(), LEAST.rows())) {
            return new Layout(Kind.TOO_SMALL, all, Rect.NONE, Rect.NONE, Rect.NONE, Rect.NONE, Rect.NONE, Rect.NONE);
        }
        Rect header = all.top(1);
        Rect footer = all.below(size.rows() - 1);
        Rect status = all.below(size.rows() - 2).top(1);
        Rect body = all.below(1).top(size.rows() - 3);
        if (!size.holds(FULL.columns(), FULL.rows())) {
            Rect page = body.top(body.height() - strip);
            return new Layout(
                    Kind.PAGED,
                    header,
                    page,
                    strip > 0 ? page.left(page.width() / 2) : page.top(page.height() / 2),
                    strip > 0 ? page.rightOf(page.width() / 2) : page.below(page.height() / 2),
                    strip > 0 ? body.below(page.height()) : body,
                    status,
                    footer);
        }
        int shellRows = Math.max(strip, size.rows() < 30 ? 4 : 5);
        int listRows = Math.clamp(containers + 1L, 4, Math.max(6, size.rows() * 3 / 10));
        Rect graphs = body.below(listRows).top(body.height() - listRows - shellRows);
        int half = graphs.width() / 2;
        return new Layout(
                Kind.FULL,
                header,
                body.top(listRows),
                graphs.left(half),
                graphs.rightOf(half),
                body.below(listRows + graphs.height()),
                status,
                footer);
    }
}
