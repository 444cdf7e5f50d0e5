package shibafu.tui.stats;

/// What part of the past the graphs show, and which of them are shown.
///
/// @param first place of the first kind of graph
/// @param widening how many samples one point of a graph stands for
/// @param back how many samples lie between its right edge and now
public record Window(int first, int widening, int back) {
    public static final Window NOW = new Window(0, 1, 0);

    /// At one sample a second a column pair is then half a minute, and the narrowest graph shows 40 minutes.
    private static final int WIDEST = 32;

    /// A look back goes by so many points.
    private static final int STEP = 20;

    public Window withNextKind() {
        return new Window((first + 1) % GraphKind.values().length, widening, back);
    }

    /// Shows twice the time, or half of it.
    public Window widened(boolean more) {
        return new Window(first, Math.clamp(more ? widening * 2L : widening / 2, 1, WIDEST), back);
    }

    /// Looks further back, or comes nearer to now.
    ///
    /// @param steps negative to the past
    public Window moved(int steps) {
        return new Window(first, widening, Math.clamp(back - (long) steps * STEP * widening, 0, Trace.CAPACITY));
    }

    public boolean isNow() {
        return back == 0;
    }
}
