package shibafu.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.ShibafuException;
import shibafu.engine.state.ContainerStatus;

/// The command line, where no screen is shown.
final class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private FakeEngine engine = new FakeEngine();

    @Test
    void once_prints_a_table_of_two_samples() {
        engine = ScreensTest.engine();
        assertThat(run("--once")).isZero();
        assertThat(out().lines())
                .containsExactly(
                        "NAME    STATE        CPU   CPU LIMIT  THR%  MEMORY  MEM LIMIT  PIDS  OOM  IMAGE",
                        "memory  running      0.02  max        -     8M      100M       3/64  0    busybox",
                        "cpu     running      0.14  0.50       0     3M      64M        3/64  0    busybox",
                        "cold    paused       0.00  max        -     2M      32M        3/64  0    busybox",
                        "done    stopped 137  -     -          -     -       -          -     -    busybox");
        assertThat(err()).isEmpty();
    }

    @Test
    void once_without_containers_prints_the_titles() {
        assertThat(run("--once")).isZero();
        assertThat(out()).startsWith("NAME  STATE").hasLineCount(1);
    }

    @Test
    void json_is_an_array_with_units_in_its_names() throws Exception {
        engine = ScreensTest.engine().is("cpu", ContainerStatus.RUNNING);
        assertThat(run("--once", "--json")).isZero();
        JsonNode all = new ObjectMapper().readTree(out());
        assertThat(all).hasSize(4);
        JsonNode cpu = all.get(1);
        assertThat(cpu.get("id").asText()).isEqualTo("cpu");
        assertThat(cpu.get("cpuLimitCores").asDouble()).isEqualTo(0.5);
        assertThat(cpu.get("cpuCores").asDouble()).isEqualTo(0.14);
        assertThat(cpu.get("memoryLimitBytes").asLong()).isEqualTo(64 << 20);
        assertThat(all.get(0).get("cpuLimitCores").isNull()).isTrue();
        assertThat(all.get(3).get("exitCode").asInt()).isEqualTo(137);
        assertThat(all.get(3).has("memoryBytes")).isFalse();
    }

    @Test
    void demo_starts_three_prints_them_and_removes_them() {
        engine.with("demo-cpu");
        assertThat(run("--demo", "--once", "--interval", "0.1")).isZero();
        assertThat(out()).contains("demo-memory ", "demo-cpu-2 ", "demo-shell ", "100M", "0.50");
        assertThat(engine.calls()).hasSize(6);
        assertThat(engine.calls().subList(0, 3))
                .containsExactly(
                        "run demo-memory busybox [/experiments/fill-memory, --step, 4m, --until, 120m, --pause, 0.5,"
                                + " --rounds, 0] memory=104857600 quota=- pids=64",
                        "run demo-cpu-2 busybox [/experiments/burn-cpu, --threads, 2, --seconds, 0] memory=67108864"
                                + " quota=50000 pids=64",
                        "run demo-shell busybox [/bin/sleep, 100000] memory=67108864 quota=100000 pids=64");
        assertThat(engine.calls().subList(3, 6))
                .containsExactlyInAnyOrder(
                        "remove demo-memory force", "remove demo-cpu-2 force", "remove demo-shell force");
    }

    @Test
    void demo_that_cannot_start_says_why_and_fails() {
        engine.refuse("run", "find image busybox: there is none");
        assertThat(run("--demo", "--once")).isEqualTo(1);
        assertThat(err()).contains("shibafu-tui: start demo-memory: find image busybox: there is none");
    }

    @Test
    void a_container_that_cannot_be_sampled_is_told_below_the_table() {
        engine.with("web").refuse("sample", "read memory.current: no such file");
        assertThat(run("--once")).isZero();
        assertThat(out()).contains("web   running", "web: read memory.current: no such file");
    }

    @Test
    void an_engine_that_does_not_open_is_one_line() {
        Main main = new Main(Map.of("TERM", "xterm"), stream(out), stream(err), () -> {
            throw new ShibafuException("make /run/shibafu: permission denied (EACCES): run as root");
        });
        assertThat(main.run("--once")).isEqualTo(1);
        assertThat(err()).isEqualTo("shibafu-tui: make /run/shibafu: permission denied (EACCES): run as root\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bogus | Unknown option: '--bogus'",
                "--interval 0 | --interval takes 0.1 to 60 seconds, not 0.0",
                "--interval soon | Invalid value for option '--interval'",
                "--color pink | --color takes auto, always, never, 16, 256 or truecolor, not pink",
                "--theme none | no theme \"none\": there are terminal",
                "extra | Unmatched argument at index 0: 'extra'",
            })
    void wrong_use_is_one_line_and_two(String arguments, String line) {
        assertThat(run(arguments.strip().split(" ", -1))).isEqualTo(2);
        assertThat(err()).startsWith("shibafu-tui: " + line).hasLineCount(1);
        assertThat(engine.calls()).isEmpty();
    }

    @Test
    void a_theme_file_that_cannot_be_read_is_named() {
        assertThat(run("--once", "--theme", "/nonexistent/moss.theme")).isEqualTo(2);
        assertThat(err())
                .startsWith("shibafu-tui: read theme /nonexistent/moss.theme: ")
                .contains("no theme \"moss\": there are terminal");
    }

    @Test
    void help_and_version_need_no_engine() {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("--demo", "--once", "--theme", "--interval");
        out.reset();
        assertThat(run("--version")).isZero();
        assertThat(out()).isEqualTo("shibafu-tui 0.1.0\n");
    }

    @Test
    void keys_are_printed_with_what_is_wrong_with_a_file_of_them(@TempDir Path folder) throws Exception {
        assertThat(run("--print-keys", "--keys", "/no/such/file")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).isEqualTo("shibafu-tui: read /no/such/file: no such file\n");
        Path file = Files.writeString(folder.resolve("keys"), "containers.stop = f5\n");
        out.reset();
        assertThat(run("--print-keys", "--keys", file.toString())).isZero();
        assertThat(out()).contains("containers.stop              = f5 ");
    }

    @Test
    void themes_are_listed_with_what_is_wrong_with_them(@TempDir Path home) throws Exception {
        Path folder = Files.createDirectory(home.resolve("themes"));
        Files.writeString(folder.resolve("moss.theme"), "fg = mauve\n");
        String before = System.getProperty("shibafu.home", "");
        System.setProperty("shibafu.home", home.toString());
        try {
            assertThat(run("--themes")).isZero();
        } finally {
            System.setProperty("shibafu.home", before);
        }
        assertThat(out()).isEqualTo("moss\nterminal\n");
        assertThat(err()).contains("moss.theme:1: no colour \"mauve\"");
    }

    private int run(String... arguments) {
        return new Main(Map.of("TERM", "xterm"), stream(out), stream(err), () -> engine).run(arguments);
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }
}
