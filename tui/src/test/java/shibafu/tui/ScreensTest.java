package shibafu.tui;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shibafu.engine.state.ContainerStatus;

/// Whole screens, at every size that has a layout of its own.
final class ScreensTest {
    private static final long MEBIBYTE = 1 << 20;

    private static Stream<Arguments> sizes() {
        return Stream.of(Arguments.of(80, 24), Arguments.of(132, 43), Arguments.of(200, 60), Arguments.of(60, 15));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void list(int columns, int rows) {
        Ui.over(engine(), columns, rows).poll(70).expectGolden("list");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void empty(int columns, int rows) {
        Ui.over(new FakeEngine(), columns, rows).expectGolden("empty");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void form(int columns, int rows) {
        Ui.over(engine(), columns, rows)
                .poll(8)
                .press("n", "tab")
                .type("/bin/sleep 30")
                .press("tab", "tab")
                .type("64 lemons")
                .press("enter")
                .expectGolden("form");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void confirm(int columns, int rows) {
        Ui.over(engine(), columns, rows).poll(8).press("j", "d").expectGolden("confirm");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void help(int columns, int rows) {
        Ui.over(engine(), columns, rows).press("?").expectGolden("help");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void palette(int columns, int rows) {
        Ui.over(engine(), columns, rows)
                .poll(30)
                .press(":")
                .type("sh")
                .press("down")
                .expectGolden("palette");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void limits(int columns, int rows) {
        Ui.over(engine(), columns, rows)
                .poll(30)
                .press("L")
                .type("25%")
                .press("tab", "tab", "tab", "tab")
                .type("25%")
                .press("shift-tab", "up", "up", "up")
                .expectGolden("limits");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void themes(int columns, int rows) {
        Ui.over(engine(), columns, rows).poll(30).press("t", "j").expectGolden("themes");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void error(int columns, int rows) {
        FakeEngine engine = engine().refuse("pause", "freeze container memory: /sys/fs/cgroup/freezer: no such file");
        Ui.over(engine, columns, rows).poll(8).press("p").expectGolden("error");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void graphs(int columns, int rows) {
        Ui ui = Ui.over(engine(), columns, rows).poll(40).press("j", "tab");
        ui.press("L")
                .press("tab", "tab", "tab", "tab")
                .type("0.3")
                .press("enter", "esc")
                .poll(30)
                .expectGolden("graphs");
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
