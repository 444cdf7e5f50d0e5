package shibafu.tui.stats;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Symbols;

/// Two stretches of time in numbers, side by side: of one container before and after a mark, or of two containers in
/// the time that the graphs show.
public final class Comparison {
    /// What is compared, in this order.
    private record Line(String word, Measure measure, GraphKind.Label label) {}

    private static final List<Line> LINES = List.of(
            new Line("cpu cores", Measure.CORES, GraphKind.Label.CORES),
            new Line("throttled", Measure.THROTTLED, GraphKind.Label.SHARE),
            new Line("memory", Measure.MEMORY, GraphKind.Label.BYTES),
            new Line("wait cpu", Measure.CPU_WAIT, GraphKind.Label.SHARE),
            new Line("wait mem", Measure.MEMORY_WAIT, GraphKind.Label.SHARE),
            new Line("wait disk", Measure.DISK_WAIT, GraphKind.Label.SHARE));

    /// Lines on what was used, before those on waiting.
    private static final int USE = 3;

    private static final int WORD = 10;
    private static final int NUMBER = 6;
    private static final int SIDE = 4 * NUMBER;

    /// Columns of a container's name, so that the time has room.
    private static final int NAME = 9;

    private final Side left;
    private final Side right;

    /// @param name `A..B`, or that of a container
    /// @param points one a sample
    private record Side(String name, List<Point> points) {}

    private Comparison(Side left, Side right) {
        this.left = left;
        this.right = right;
    }

    /// The lines of the table; a line that says what is missing if there is nothing to compare.
    public static List<String> lines(Scene scene) {
        if (scene.beside().isPresent()) {
            return containers(scene, scene.beside().get());
        }
        Marks marks = scene.window().marks();
        List<Instant> set = Stream.of(marks.a(), marks.b())
                .flatMap(Optional::stream)
                .sorted()
                .toList();
        if (set.isEmpty() || scene.trace().newest().isEmpty()) {
            return List.of(
                    "nothing to compare yet: m sets mark A, m again mark B; then = tells A..B beside B..now.",
                    "w on another container draws it beside this one; then = compares the two.");
        }
        return times(scene, set);
    }

    /// Between the marks, and since the later one; of a single mark as long before it as it is over.
    private static List<String> times(Scene scene, List<Instant> set) {
        Instant now = scene.trace().newest().map(Point::at).orElseThrow();
        Instant middle = set.getLast();
        String last = scene.window().marks().a().equals(Optional.of(middle)) ? "A" : "B";
        Instant start =
                set.size() == 2 ? set.getFirst() : middle.minusMillis(now.toEpochMilli() - middle.toEpochMilli());
        String first = set.size() == 1 ? "before " + last : (last.equals("B") ? "A" : "B") + ".." + last;
        Side left = new Side(
                first + " " + span(scene.zone(), start, middle), scene.trace().between(start, middle));
        Side right = new Side(
                last + "..now " + span(scene.zone(), middle, now), scene.trace().between(middle, now));
        return new Comparison(left, right).table();
    }

    private static List<String> containers(Scene scene, Scene.Beside other) {
        List<Point> shown = scene.trace().tail(Past.CAPACITY, scene.window());
        if (shown.isEmpty()) {
            return List.of("nothing to compare yet: there is no sample of " + scene.id());
        }
        Instant from = shown.getFirst().at().minusMillis(1);
        Instant to = shown.getLast().at();
        String span = " " + span(scene.zone(), from.plusMillis(1), to);
        return new Comparison(
                        new Side(
                                Cells.cut(scene.id(), NAME, Symbols.UNICODE) + span,
                                scene.trace().between(from, to)),
                        new Side(
                                Cells.cut(other.id(), NAME, Symbols.UNICODE) + span,
                                other.trace().between(from, to)))
                .table();
    }

    private static String span(ZoneId zone, Instant from, Instant to) {
        return GraphEdges.CLOCK.format(from.atZone(zone)) + " +"
                + Figures.age((to.toEpochMilli() - from.toEpochMilli()) / 1000);
    }

    private List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(Cells.padRight("", WORD) + head(left) + "  " + head(right) + "  mean");
        String numbers = cell("mean") + cell("p50") + cell("p95") + cell("max");
        lines.add(Cells.padRight("", WORD) + numbers + "  " + numbers + "  differs by");
        LINES.stream().limit(USE).map(this::line).forEach(lines::add);
        lines.add(counts("OOM kills", Measure.OOM_KILLS));
        lines.add(counts("refused", Measure.REFUSED));
        LINES.stream().skip(USE).map(this::line).forEach(lines::add);
        return lines;
    }

    private static String head(Side side) {
        return Cells.padRight(Cells.cut(side.name, SIDE, Symbols.UNICODE), SIDE);
    }

    private String line(Line line) {
        double[] one = sorted(left, line.measure);
        double[] two = sorted(right, line.measure);
        return Cells.padRight(line.word, WORD) + numbers(one, line.label) + "  " + numbers(two, line.label) + "  "
                + difference(mean(one), mean(two), line.label);
    }

    private static double[] sorted(Side side, Measure measure) {
        double[] values = side.points.stream()
                .mapToDouble(point -> point.get(measure))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        Arrays.sort(values);
        return values;
    }

    private static String numbers(double[] sorted, GraphKind.Label label) {
        if (sorted.length == 0) {
            return cell("-").repeat(4);
        }
        return cell(label.of(mean(sorted)))
                + cell(label.of(percentile(sorted, 0.5)))
                + cell(label.of(percentile(sorted, 0.95)))
                + cell(label.of(sorted[sorted.length - 1]));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /// The lowest value that so large a share of all values does not exceed.
    static double percentile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private static String difference(double one, double two, GraphKind.Label label) {
        if (Double.isNaN(one) || Double.isNaN(two)) {
            return "-";
        }
        double by = two - one;
        if (label.of(Math.abs(by)).equals(label.of(0))) {
            return "same";
        }
        String sign = by < 0 ? "-" : "+";
        String relative = one > 0 && label != GraphKind.Label.SHARE
                ? String.format(Locale.ROOT, " (%s%.0f%%)", sign, Math.abs(by) / one * 100)
                : "";
        return sign + label.of(Math.abs(by)) + relative;
    }

    private String counts(String word, Measure measure) {
        long one = sum(left, measure);
        long two = sum(right, measure);
        return Cells.padRight(word, WORD)
                + Cells.padRight(cell(Long.toString(one)), SIDE)
                + "  "
                + Cells.padRight(cell(Long.toString(two)), SIDE)
                + (one == two ? "  same" : String.format(Locale.ROOT, "  %+d", two - one));
    }

    private static long sum(Side side, Measure measure) {
        return (long) side.points.stream()
                .mapToDouble(point -> point.known(measure).orElse(0))
                .sum();
    }

    private static String cell(String text) {
        return Cells.padLeft(text, NUMBER);
    }
}
