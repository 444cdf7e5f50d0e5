package shibafu.tui.draw;

/// Of a screen, in cells.
public record Size(int columns, int rows) {
    public boolean holds(int neededColumns, int neededRows) {
        return columns >= neededColumns && rows >= neededRows;
    }
}
