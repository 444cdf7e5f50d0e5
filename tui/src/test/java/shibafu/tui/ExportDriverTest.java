package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Graphs as files, from the screen and from a recording.
final class ExportDriverTest {
    @TempDir
    private Path folder;

    private final Ui ui = Ui.over(new FakeEngine()
                    .with("memory", "fill-memory", 100 << 20, -1, n -> (4L + n % 28 * 4L) << 20, n -> 20 + n % 7)
                    .with("cpu", "burn-cpu", 64 << 20, 50_000, n -> 3 << 20, n -> 100L + n % 20 * 40L))
            .poll(80);

    @Test
    void ctrl_s_writes_what_the_graphs_show() throws IOException {
        ui.exportingTo(folder).press("ctrl-s").expectStatus("wrote into " + folder);
        Path made = only(folder);
        List<String> rows = Files.readAllLines(made.resolve("memory.csv"));
        assertThat(rows.getFirst()).startsWith("time,cores,cores_system,cores_limit,throttled,memory,");
        assertThat(rows).hasSize(1 + 66);
        assertThat(Files.readString(made.resolve("memory.svg"))).contains("<svg", "memory, MiB", "OOM kill");
        BufferedImage picture = ImageIO.read(made.resolve("memory.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(1200);
    }

    @Test
    void a_wider_window_is_written_as_it_is_shown() throws IOException {
        ui.exportingTo(folder).press("-", "ctrl-s");
        assertThat(Files.readAllLines(only(folder).resolve("memory.csv"))).hasSize(1 + 41);
    }

    @Test
    void the_limit_is_in_the_picture_where_the_value_meets_it() throws IOException {
        ui.exportingTo(folder).press("ctrl-s");
        BufferedImage picture = ImageIO.read(only(folder).resolve("memory.png").toFile());
        long limit = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int red = picture.getRGB(x, y) >> 16 & 0xff;
                int green = picture.getRGB(x, y) >> 8 & 0xff;
                limit += red > 0xa0 && green < 0xa0 && red - green > 0x50 ? 1 : 0;
            }
        }
        assertThat(limit).isGreaterThan(200);
    }

    @Test
    void a_recording_is_exported_without_a_screen() throws IOException {
        ui.recordingTo(folder, Map.of()).press("R").poll(20).press("R");
        Path run = only(folder);
        Path csv = folder.resolve("out.csv");
        assertThat(main("--replay", run, "--export", csv, "--container", "cpu")).isEmpty();
        assertThat(Files.readAllLines(csv)).hasSize(21);
        assertThat(main("--replay", run, "--export", csv, "--container", "cpu"))
                .endsWith("out.csv: there is such a file already\n");
        assertThat(main("--replay", run, "--export", folder.resolve("out.svg")))
                .endsWith("choose a container by --container NAME: there are cpu, memory\n");
        assertThat(main("--replay", run, "--export", folder.resolve("out.jpg")))
                .endsWith("out.jpg: it must end in .csv, .svg or .png\n");
        assertThat(main("--export", csv)).contains("--export goes with --replay DIR");
        assertThat(main("--replay", folder.resolve("none"))).endsWith("none: it is not a folder\n");
    }

    /// @return what it complained of
    private static String main(Object... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Main main = new Main(
                Map.of("TERM", "xterm"), nowhere, new PrintStream(err, true, StandardCharsets.UTF_8), FakeEngine::new);
        main.run(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        return err.toString(StandardCharsets.UTF_8);
    }

    private static Path only(Path parent) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }
}
