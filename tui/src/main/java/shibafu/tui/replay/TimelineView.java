package shibafu.tui.replay;

import java.time.Duration;
import java.util.Locale;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Symbols;
import shibafu.tui.stats.Figures;
import shibafu.tui.theme.Role;

/// The line of a recording: whether it plays and how fast, where one is, what happened when, how long it is.
public final class TimelineView {
    private TimelineView() {}

    /// Fills the first row of the canvas.
    public static void draw(Canvas line, Position position) {
        Symbols symbols = line.symbols();
        String state = position.playing() ? " PLAY " : " PAUSED ";
        int x = line.text(0, 0, state, Ink.of(position.playing() ? Role.OK : Role.WARN));
        x = line.text(x, 0, speed(position.speed()) + " " + Figures.clock(position.at()) + " ", Ink.PLAIN);
        String length = " " + Figures.clock(position.length()) + " ";
        int right = line.width() - Cells.width(length);
        line.textEndingAt(line.width(), 0, length, Ink.of(Role.DIM));
        int width = right - x;
        if (width < 2) {
            return;
        }
        int here = place(position.at(), position.length(), width);
        for (int i = 0; i < width; i++) {
            int edge = symbols.frame().codePointAt(1);
            line.put(x + i, 0, edge, Ink.of(i < here ? Role.KEY : Role.BORDER));
        }
        for (Position.Kind kind : Position.Kind.values()) {
            for (Position.Mark mark : position.marks()) {
                if (mark.kind() == kind) {
                    put(line, x + place(mark.at(), position.length(), width), kind);
                }
            }
        }
        line.put(x + here, 0, symbols.bar(), Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG));
    }

    private static void put(Canvas line, int x, Position.Kind kind) {
        switch (kind) {
            case LIMIT -> line.put(x, 0, line.symbols().limitChanged(), Ink.of(Role.EVENT));
            case REFUSED -> line.put(x, 0, line.symbols().refused(), Ink.of(Role.EVENT));
            case OOM -> line.put(x, 0, line.symbols().oom(), Ink.of(Role.OOM));
        }
    }

    private static String speed(double speed) {
        return speed >= 1
                ? String.format(Locale.ROOT, "x%.0f", speed)
                : String.format(Locale.ROOT, "x1/%.0f", 1 / speed);
    }

    private static int place(Duration at, Duration length, int width) {
        double share = length.isZero() ? 0 : (double) at.toMillis() / length.toMillis();
        return Math.clamp(Math.round(share * (width - 1)), 0, width - 1);
    }
}
