package shibafu.tui;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import shibafu.engine.ShibafuException;
import shibafu.engine.metrics.Sample;
import shibafu.tui.export.GraphFile;
import shibafu.tui.flow.Msg;
import shibafu.tui.stats.Point;
import shibafu.tui.stats.Trace;
import shibafu.tui.tape.Tape;
import shibafu.tui.tape.TapeFolder;

/// The graphs of a whole recording, an hour of them at most, as a file.
final class TapeExport {
    private TapeExport() {}

    /// @return what to tell
    /// @throws ShibafuException with a line for the user
    static String write(Tape tape, Path to, Optional<String> container) {
        GraphFile file = GraphFile.of(to.toString())
                .orElseThrow(() -> new ShibafuException("export to " + to + ": it must end in .csv, .svg or .png"));
        Map<String, List<Sample>> samples = samples(tape);
        String id = container
                .or(() -> only(samples))
                .filter(samples::containsKey)
                .orElseThrow(() -> new ShibafuException("export " + container.orElse("graphs")
                        + ": choose a container by --container NAME: there are "
                        + (samples.isEmpty() ? "none" : String.join(", ", samples.keySet()))));
        List<Point> points =
                Trace.of(Instant.EPOCH, samples.getOrDefault(id, List.of())).points();
        try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            file.write(out, id, points, tape.host().zone());
        } catch (FileAlreadyExistsException e) {
            throw new ShibafuException("export to " + to + ": there is such a file already", e);
        } catch (IOException e) {
            throw new ShibafuException("export to " + to + ": " + TapeFolder.reason(e), e);
        }
        return "wrote " + to + ": " + points.size() + " moments of " + id;
    }

    private static Optional<String> only(Map<String, List<Sample>> samples) {
        return samples.size() == 1 ? samples.keySet().stream().findFirst() : Optional.empty();
    }

    private static Map<String, List<Sample>> samples(Tape tape) {
        Map<String, List<Sample>> samples = new TreeMap<>();
        for (Tape.Entry entry : tape.entries()) {
            if (entry.msg() instanceof Msg.Sampled sampled) {
                samples.computeIfAbsent(sampled.id(), none -> new ArrayList<>()).add(sampled.sample());
            }
        }
        return samples;
    }
}
