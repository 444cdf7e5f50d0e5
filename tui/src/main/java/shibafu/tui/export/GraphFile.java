package shibafu.tui.export;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import shibafu.engine.ShibafuException;
import shibafu.tui.stats.Point;

/// What graphs can be written as.
public enum GraphFile {
    CSV,
    SVG,
    PNG;

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 700;

    /// By the end of a file's name.
    public static Optional<GraphFile> of(String name) {
        return Arrays.stream(values())
                .filter(each -> name.toLowerCase(Locale.ROOT).endsWith("." + each.extension()))
                .findFirst();
    }

    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Writes the graphs of a container.
    ///
    /// @throws ShibafuException if this Java cannot draw: it has no fonts, for example
    public void write(OutputStream out, String id, List<Point> points, ZoneId zone) throws IOException {
        // Before AWT is loaded: it must not look for a display.
        System.setProperty("java.awt.headless", "true");
        try {
            switch (this) {
                case CSV -> out.write(GraphCsv.of(points).getBytes(StandardCharsets.UTF_8));
                case SVG -> svg(out, GraphChart.of(id, points, zone));
                case PNG -> ChartUtils.writeChartAsPNG(out, GraphChart.of(id, points, zone), WIDTH, HEIGHT);
            }
        } catch (LinkageError | InternalError | ParserConfigurationException e) {
            throw new ShibafuException(
                    "draw a picture: this Java has no fonts to do it: apt-get install fontconfig fonts-dejavu-core", e);
        }
    }

    private static void svg(OutputStream out, JFreeChart chart) throws IOException, ParserConfigurationException {
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null);
        SVGGraphics2D canvas = new SVGGraphics2D(document);
        canvas.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart.draw(canvas, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        canvas.stream(writer, true);
        writer.flush();
    }
}
