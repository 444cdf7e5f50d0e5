package shibafu.tui.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import shibafu.tui.stats.Point;
import shibafu.tui.tape.TapeException;
import shibafu.tui.tape.TapeFolder;

/// Writes the graphs that are in sight into a folder of their own: as values and as pictures.
public final class Exporter {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("-yyyyMMdd-HHmmss");

    private final Path parent;
    private final Map<String, String> environment;

    /// @param parent folder in which each export makes one of its own
    /// @param environment of this process: it tells who called sudo
    public Exporter(Path parent, Map<String, String> environment) {
        this.parent = parent;
        this.environment = Map.copyOf(environment);
    }

    /// @param id of the container
    /// @param points that the graphs show
    /// @return the folder's path
    /// @throws shibafu.engine.ShibafuException if it can't be written
    public String export(String id, List<Point> points, ZonedDateTime now) {
        ZoneId zone = now.getZone();
        String name = "graphs-" + id + NAME.format(now);
        try (TapeFolder folder = TapeFolder.create(parent, name, environment)) {
            for (GraphFile file : GraphFile.values()) {
                try (OutputStream out = folder.stream(id + "." + file.extension())) {
                    file.write(out, id, points, zone);
                }
            }
            return folder.path().toString();
        } catch (IOException e) {
            throw new TapeException("write graphs into " + parent.resolve(name) + ": " + TapeFolder.reason(e), e);
        }
    }
}
