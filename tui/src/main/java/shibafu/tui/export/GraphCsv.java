package shibafu.tui.export;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import shibafu.tui.stats.Measure;
import shibafu.tui.stats.Point;

/// What graphs show, as CSV: a header, then a row a moment. Cores are numbers of cores, shares 0 to 1; memory is in
/// bytes, disks and network are in bytes a second. An empty field is not known, or no limit.
public final class GraphCsv {
    private GraphCsv() {}

    public static String of(List<Point> points) {
        StringBuilder text = new StringBuilder("time");
        for (Measure measure : Measure.values()) {
            if (measure != Measure.CHANGES) {
                text.append(',').append(measure.name().toLowerCase(Locale.ROOT));
            }
        }
        text.append('\n');
        for (Point point : points) {
            text.append(row(point)).append('\n');
        }
        return text.toString();
    }

    private static String row(Point point) {
        StringJoiner row = new StringJoiner(",");
        row.add(point.at().toString());
        for (Measure measure : Measure.values()) {
            if (measure != Measure.CHANGES) {
                row.add(number(point.get(measure)));
            }
        }
        return row.toString();
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.6f", value);
    }
}
