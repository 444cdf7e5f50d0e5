package shibafu.tui.draw;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// Numbers along a graph, the oldest first; NaN where nothing is known.
public final class Curve {
    private final double[] values;

    private Curve(double[] values) {
        this.values = values;
    }

    /// @param value of each place, from 0
    public static Curve of(int size, IntToDoubleFunction value) {
        double[] values = new double[size];
        Arrays.setAll(values, value);
        return new Curve(values);
    }

    public static Curve of(double... values) {
        return new Curve(values.clone());
    }

    public int size() {
        return values.length;
    }

    /// NaN outside too.
    public double at(int place) {
        return place < 0 || place >= values.length ? Double.NaN : values[place];
    }

    /// The newest that is known among `count` places up to this one; NaN if none is.
    public double newest(int place, int count) {
        for (int i = place; i > place - count; i--) {
            double value = at(i);
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        return Double.NaN;
    }

    /// The highest; 0 if there is none.
    public double max() {
        double max = 0;
        for (double value : values) {
            max = value > max ? value : max;
        }
        return max;
    }
}
