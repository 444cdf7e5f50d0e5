package shibafu.tui.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import shibafu.tui.stats.Measure;
import shibafu.tui.stats.Point;

/// The picture of a container's CPU and memory on one time axis: each an area below its limit's line, throttling as
/// shades, kills and changes of limits as upright lines. On white, for paper.
final class GraphChart {
    private static final Color CPU = new Color(0x3b6ea5);
    private static final Color MEMORY = new Color(0x4c8c4a);
    private static final Color LIMIT = new Color(0xb03060);
    private static final Color THROTTLE = new Color(0xd08000);
    private static final Color OOM = new Color(0xc00000);
    private static final Color CHANGE = new Color(0x606060);
    private static final BasicStroke DASHED =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0);
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final double MEBIBYTE = 1 << 20;

    /// A limit stays inside.
    private static final double HEADROOM = 1.1;

    private final List<Point> points;

    private GraphChart(List<Point> points) {
        this.points = points;
    }

    static JFreeChart of(String id, List<Point> points, ZoneId zone) {
        return new GraphChart(points).chart(id, zone);
    }

    private JFreeChart chart(String id, ZoneId zone) {
        DateAxis time = new DateAxis(null, TimeZone.getTimeZone(zone), Locale.ROOT);
        CombinedDomainXYPlot both = new CombinedDomainXYPlot(time);
        both.setGap(14);
        XYPlot cpu = plot("CPU, cores", Measure.CORES, Measure.CORES_LIMIT, 1, CPU);
        throttling(cpu);
        marks(cpu, Point::coresLimitChanged, "limit", CHANGE);
        both.add(cpu);
        XYPlot memory = plot("memory, MiB", Measure.MEMORY, Measure.MEMORY_LIMIT, MEBIBYTE, MEMORY);
        marks(memory, Point::memoryLimitChanged, "limit", CHANGE);
        marks(memory, point -> point.oomKills() > 0, "OOM kill", OOM);
        both.add(memory);
        JFreeChart chart = new JFreeChart(id, new Font(Font.SANS_SERIF, Font.BOLD, 16), both, true);
        chart.setBackgroundPaint(Color.WHITE);
        return chart;
    }

    private XYPlot plot(String title, Measure value, Measure limit, double unit, Color color) {
        XYAreaRenderer area = new XYAreaRenderer(XYAreaRenderer.AREA);
        area.setSeriesPaint(0, color);
        XYPlot plot = new XYPlot(series(title, value, unit), null, axis(title, value, limit, unit), area);
        XYStepRenderer line = new XYStepRenderer();
        line.setSeriesPaint(0, LIMIT);
        line.setSeriesStroke(0, DASHED);
        plot.setDataset(1, series(title + ": limit", limit, unit));
        plot.setRenderer(1, line);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        return plot;
    }

    private NumberAxis axis(String title, Measure value, Measure limit, double unit) {
        double highest = points.stream()
                .flatMapToDouble(point -> DoubleStream.of(point.get(value), point.get(limit)))
                .filter(number -> !Double.isNaN(number))
                .max()
                .orElse(unit);
        NumberAxis axis = new NumberAxis(title);
        axis.setRange(0, Math.max(highest / unit * HEADROOM, 0.1));
        return axis;
    }

    private XYSeriesCollection series(String title, Measure measure, double unit) {
        XYSeries series = new XYSeries(title);
        for (Point point : points) {
            series.add((double) point.at().toEpochMilli(), point.get(measure) / unit);
        }
        return new XYSeriesCollection(series);
    }

    private void throttling(XYPlot plot) {
        for (int i = 1; i < points.size(); i++) {
            double share = points.get(i).throttled().orElse(0);
            if (share > 0) {
                IntervalMarker shade = new IntervalMarker(
                        points.get(i - 1).at().toEpochMilli(),
                        points.get(i).at().toEpochMilli(),
                        THROTTLE);
                shade.setAlpha((float) (0.15 + 0.45 * Math.min(1, share)));
                plot.addDomainMarker(shade, Layer.FOREGROUND);
            }
        }
    }

    /// Lines, of which those that follow one another closely share a word.
    private void marks(XYPlot plot, Predicate<Point> where, String word, Color color) {
        long span = points.isEmpty()
                ? 0
                : points.getLast().at().toEpochMilli() - points.getFirst().at().toEpochMilli();
        long labelled = Long.MIN_VALUE / 2;
        for (Point point : points) {
            if (where.test(point)) {
                long at = point.at().toEpochMilli();
                ValueMarker mark = new ValueMarker(at, color, new BasicStroke(1.2f));
                if (at - labelled > span / 12) {
                    mark.setLabel(word);
                    mark.setLabelFont(SMALL);
                    mark.setLabelPaint(color);
                    mark.setLabelAnchor(RectangleAnchor.TOP_LEFT);
                    mark.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
                    labelled = at;
                }
                plot.addDomainMarker(mark, Layer.FOREGROUND);
            }
        }
    }
}
