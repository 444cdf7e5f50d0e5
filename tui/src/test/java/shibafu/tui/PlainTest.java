package shibafu.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shibafu.engine.state.ContainerStatus;
import shibafu.tui.plain.PlainMode;

/// Line mode, typed into and read as a pipe.
@Timeout(60)
final class PlainTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final String BEGIN = "web runs, sleep 1000\ndb runs, sleep 1000\nhelp tells what can be typed\n";

    private final FakeEngine engine = new FakeEngine()
            .with("web", "sleep 1000", 100 * MEBIBYTE, 50_000, n -> 60 * MEBIBYTE, n -> 100)
            .with("db");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void begins_with_all_containers_and_ends_with_the_input() throws Exception {
        assertThat(typed("")).isEqualTo(BEGIN);
    }

    @Test
    void what_destroys_is_asked_first() throws Exception {
        assertThat(typed("stop web\nno\nstop web\nyes\n")).endsWith("""
                        stop web, SIGTERM, SIGKILL after 10 seconds? Type yes to do it, anything else not to.
                        not done: stop web, SIGTERM, SIGKILL after 10 seconds
                        stop web, SIGTERM, SIGKILL after 10 seconds? Type yes to do it, anything else not to.
                        done: stop web, SIGTERM, SIGKILL after 10 seconds
                        """);
        assertThat(engine.calls()).containsExactly("stop web 10");
    }

    @Test
    void limits_are_told_and_changed() throws Exception {
        assertThat(typed("limits web memory=64M cpu=0.25\nlimits web memory=5x\nlimits web colour=red\nlimits web\n"))
                .contains("web now has memory 64M, cpu 0.25 cores\n")
                .contains("\"5x\" is not memory like")
                .contains("\"colour=red\" is none of memory=256M cpu=0.5 pids=20")
                .contains("web: memory 64M, high max, swap max, cpu 0.25 cores, weight 100, pids 64\n");
        assertThat(engine.calls()).containsExactly("update web memory=67108864 quota=25000 pids=-");
    }

    @Test
    void says_what_is_wrong_with_a_line() throws Exception {
        engine.refuse("pause", "freeze container web: no freezer");
        assertThat(typed("dance\nstop\npause web\nquit\nlist\n"))
                .isEqualTo(BEGIN + "no command \"dance\"; help tells all\n"
                        + "stop needs the name of a container; list tells them\n"
                        + "failed: freeze container web: no freezer\n");
    }

    @Test
    void tells_each_change_once() throws Exception {
        FakeEngine busy = new FakeEngine()
                .with(
                        "web",
                        "sleep 1000",
                        100 * MEBIBYTE,
                        50_000,
                        n -> (n < 4 ? 60 : 95) * MEBIBYTE,
                        n -> n < 8 ? 100 : 900);
        try (PipedOutputStream keyboard = new PipedOutputStream()) {
            PipedInputStream in = new PipedInputStream(keyboard);
            Thread plain = Thread.ofVirtual().start(() -> {
                try {
                    PlainMode.run(busy, Duration.ofMillis(5), in, new PrintStream(out, true, UTF_8));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            await(
                    "web is near its memory limit: 95M of 100M\n",
                    "web is throttled: it wants more than its 0.50 cores\n");
            busy.is("web", ContainerStatus.STOPPED);
            await("web has ended, exit code 137\n");
            busy.remove("web", true);
            await("web removed\n");
            keyboard.write("quit\n".getBytes(UTF_8));
            keyboard.flush();
            plain.join();
        }
        String told = out.toString(UTF_8);
        assertThat(told).doesNotContain("\u001b").containsOnlyOnce("near its").containsOnlyOnce("is throttled");
    }

    private void await(String... lines) throws InterruptedException {
        while (!out.toString(UTF_8).contains(lines[0]) || !out.toString(UTF_8).contains(lines[lines.length - 1])) {
            Thread.sleep(5);
        }
    }

    private String typed(String text) throws InterruptedException, IOException {
        PlainMode.run(
                engine,
                Duration.ofMinutes(1),
                new ByteArrayInputStream(text.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8));
        return out.toString(UTF_8);
    }
}
