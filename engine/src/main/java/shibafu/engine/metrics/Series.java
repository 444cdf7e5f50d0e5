package shibafu.engine.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The last values of one measure, in a ring that never grows. Values are counted from 0 as they come, and keep their
/// number: so a graph whose column stands for several values does not flicker when the ring moves on.
public final class Series {
    private final double[] values;
    private long end;

    /// @param capacity values that are kept
    Series(int capacity) {
        values = new double[capacity];
        Arrays.fill(values, Double.NaN);
    }

    /// @param value NaN for none
    void add(double value) {
        values[slot(end)] = value;
        end++;
    }

    /// How many values are kept at the most.
    public int capacity() {
        return values.length;
    }

    /// The number of the oldest value kept.
    public long first() {
        return Math.max(0, end - values.length);
    }

    /// One more than the number of the newest value.
    public long end() {
        return end;
    }

    /// The value of that number; NaN for none, and outside of what is kept.
    public double at(long number) {
        return number < first() || number >= end ? Double.NaN : values[slot(number)];
    }

    /// The newest value; NaN for none.
    public double last() {
        return at(end - 1);
    }

    /// What lies from one number to before another.
    ///
    /// @return empty if no value lies there
    public Optional<Span> span(long from, long to) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int count = 0;
        for (long number = Math.max(from, first()); number < Math.min(to, end); number++) {
            double value = values[slot(number)];
            if (!Double.isNaN(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
                count++;
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(new Span(min, max, sum / count));
    }

    /// The newest columns of a graph, the newest last. Each stands for `width` values, of which the last column may
    /// still lack some.
    public List<Optional<Span>> columns(int count, int width) {
        long last = Math.floorDiv(end - 1, width);
        List<Optional<Span>> columns = new ArrayList<>(count);
        for (long column = last - count + 1; column <= last; column++) {
            columns.add(span(column * width, (column + 1) * width));
        }
        return columns;
    }

    private int slot(long number) {
        return (int) (number % values.length);
    }

    /// Several values as one.
    public record Span(double min, double max, double mean) {}
}
