package shibafu.tui.draw;

/// A rectangle of cells; never of negative size.
public record Rect(int x, int y, int width, int height) {
    public static final Rect NONE = new Rect(0, 0, 0, 0);

    public Rect {
        width = Math.max(0, width);
        height = Math.max(0, height);
    }

    /// Without a border of one cell on each side.
    public Rect inner() {
        return new Rect(x + 1, y + 1, width - 2, height - 2);
    }

    /// The first `rows` rows.
    public Rect top(int rows) {
        return new Rect(x, y, width, Math.min(rows, height));
    }

    /// What `top(rows)` leaves.
    public Rect below(int rows) {
        return new Rect(x, y + Math.min(rows, height), width, height - rows);
    }

    /// The first `columns` columns.
    public Rect left(int columns) {
        return new Rect(x, y, Math.min(columns, width), height);
    }

    /// What `left(columns)` leaves.
    public Rect rightOf(int columns) {
        return new Rect(x + Math.min(columns, width), y, width - columns, height);
    }

    /// Of less than this at each side of a box nothing is to be read.
    private static final int MARGIN = 4;

    /// A box over this one: in its middle, and as wide as all of it where it would leave but slivers.
    public Rect box(int innerWidth, int innerHeight) {
        return centred(width - innerWidth < 2 * MARGIN ? width : innerWidth, innerHeight);
    }

    /// A rectangle of that size, or as much of it as fits, in the middle of this one.
    public Rect centred(int innerWidth, int innerHeight) {
        int w = Math.min(innerWidth, width);
        int h = Math.min(innerHeight, height);
        return new Rect(x + (width - w) / 2, y + (height - h) / 2, w, h);
    }

    public boolean contains(int column, int row) {
        return column >= x && column < x + width && row >= y && row < y + height;
    }

    public boolean isEmpty() {
        return width == 0 || height == 0;
    }
}
