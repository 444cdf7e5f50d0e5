package shibafu.tui;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shibafu.engine.state.ContainerStatus;
import shibafu.tui.draw.Symbols;

/// Every scene at every size that has a layout of its own, and with every set of characters.
final class ScreensTest {
    private static final long MEBIBYTE = 1 << 20;

    private static final List<Stage> STAGES = List.of(
            new Stage("80x24", 80, 24, Symbols.UNICODE),
            new Stage("132x43", 132, 43, Symbols.UNICODE),
            new Stage("200x60", 200, 60, Symbols.UNICODE),
            new Stage("60x15", 60, 15, Symbols.UNICODE),
            new Stage("80x24-mono", 80, 24, Symbols.UNICODE.withTexture()),
            new Stage("80x24-console", 80, 24, Symbols.CONSOLE),
            new Stage("80x24-ascii", 80, 24, Symbols.ASCII));

    private static Stream<Arguments> pictures() {
        return GoldenScenes.all().flatMap(scene -> STAGES.stream().map(stage -> Arguments.of(scene, stage)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pictures")
    void is_as_it_was(GoldenScene scene, Stage stage, @TempDir Path folder) {
        Ui ui = scene.play().apply(stage.in(folder));
        Golden.check(stage.name() + "/" + scene.name(), ui.draw());
    }

    /// One that fills its memory, one held by its quota, one frozen, one that has ended.
    static FakeEngine engine() {
        return new FakeEngine()
                .with(
                        "memory",
                        "/experiments/fill-memory --step 4m",
                        100 * MEBIBYTE,
                        -1,
                        n -> (4L + n % 28 * 4L) * MEBIBYTE,
                        n -> 20 + n % 7)
                .with(
                        "cpu",
                        "/experiments/burn-cpu --threads 2",
                        64 * MEBIBYTE,
                        50_000,
                        n -> 3 * MEBIBYTE,
                        n -> 100L + n % 20 * 40L)
                .with("cold", "sleep 1000", 32 * MEBIBYTE, -1, n -> 2 * MEBIBYTE, n -> 0)
                .with("done")
                .is("cold", ContainerStatus.PAUSED)
                .is("done", ContainerStatus.STOPPED);
    }
}
