package shibafu.tui.stats;

import java.time.Instant;
import java.util.Optional;

/// How the graphs are looked at.
///
/// @param first place of the first kind of graph
/// @param widening how many samples one point of a graph stands for
/// @param back how many samples lie between its right edge and now
/// @param cursor a moment whose values are told
/// @param marks moments to compare
/// @param fit whether the y axis ends at the highest value, not at the limit
/// @param beside another container whose values are drawn into the same graphs
public record Window(
        int first,
        int widening,
        int back,
        Optional<Instant> cursor,
        Marks marks,
        boolean fit,
        Optional<String> beside) {
    public static final Window NOW = new Window(0, 1, 0, Optional.empty(), Marks.NONE, false, Optional.empty());

    /// At one sample a second the narrowest graph then shows all that is remembered, an hour.
    private static final int WIDEST = 64;

    /// A look back goes by so many points.
    private static final int STEP = 20;

    public Window withNextKind() {
        return new Window((first + 1) % GraphKind.values().length, widening, back, cursor, marks, fit, beside);
    }

    /// Shows twice the time, or half of it.
    public Window widened(boolean more) {
        int wider = Math.clamp(more ? widening * 2L : widening / 2, 1, WIDEST);
        return new Window(first, wider, back, cursor, marks, fit, beside);
    }

    /// Looks further back, or comes nearer to now.
    ///
    /// @param steps negative to the past
    public Window moved(int steps) {
        return withBack(back - (long) steps * STEP * widening);
    }

    /// A look at the past, or one with a cursor, stays where it is while time goes on.
    public Window afterSample() {
        return isNow() && cursor.isEmpty() ? this : withBack(back + 1L);
    }

    /// Shows what goes on now, a point a sample, without a cursor.
    public Window reset() {
        return new Window(first, 1, 0, Optional.empty(), marks, fit, beside);
    }

    /// Shows what goes on now.
    public Window live() {
        return withBack(0);
    }

    /// Moves as little as it takes to show a moment.
    ///
    /// @param samplesAgo how many samples there are after it
    /// @param columns of the narrowest graph, with its frame
    public Window showing(int samplesAgo, int columns) {
        // A cell has one value at least, where it has two more is shown.
        int shown = Math.max(1, columns - GraphsView.LABELS - 2) * widening;
        return withBack(Math.clamp(back, Math.max(0, samplesAgo - shown + 1), Math.max(0, samplesAgo)));
    }

    Window withBack(long samples) {
        int clamped = Math.clamp(samples, 0, Past.CAPACITY);
        return new Window(first, widening, clamped, cursor, marks, fit, beside);
    }

    public Window withCursor(Optional<Instant> at) {
        return new Window(first, widening, back, at, marks, fit, beside);
    }

    public Window withMark(Instant at) {
        return new Window(first, widening, back, cursor, marks.set(at), fit, beside);
    }

    public Window withMarks(Marks set) {
        return new Window(first, widening, back, cursor, set, fit, beside);
    }

    public Window withFit(boolean on) {
        return new Window(first, widening, back, cursor, marks, on, beside);
    }

    public Window withBeside(Optional<String> id) {
        return new Window(first, widening, back, cursor, marks, fit, id);
    }

    public boolean isNow() {
        return back == 0;
    }

    /// The name of the mark that was set last.
    public String lastMark() {
        return marks.last();
    }
}
