package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.event.ContainerEvent;
import shibafu.tui.flow.Msg;

/// What was recorded is seen again: the same screens, at the same moments.
final class ReplayDriverTest {
    private static final int SECONDS = 90;

    @TempDir
    private Path folder;

    private final Map<Integer, String> screens = new HashMap<>();
    private Path run = Path.of("");

    @BeforeEach
    void record() throws IOException {
        Ui ui = Ui.over(new FakeEngine()
                .with("memory", "fill-memory", 100 << 20, -1, n -> (4L + n % 28 * 4L) << 20, n -> 20 + n % 7)
                .with("cpu", "burn-cpu", 64 << 20, 50_000, n -> 3 << 20, n -> 100L + n % 20 * 40L));
        ui.press("e").shellPrints(1, "/ # before\r\n").leaveShell();
        ui.recordingTo(folder, Map.of()).press("R");
        for (int second = 1; second <= SECONDS; second++) {
            ui.poll();
            happen(ui, second);
            screens.put(second, panes(ui));
        }
        ui.press("R");
        try (Stream<Path> all = Files.list(folder)) {
            run = all.findFirst().orElseThrow();
        }
    }

    private static void happen(Ui ui, int second) {
        ui.shellPrints(1, "\033[3" + second % 8 + "msecond " + second + "\033[0m\r\n");
        if (second == 30) {
            ui.tell(new Msg.Happened(new ContainerEvent.OomKilled(
                    FakeEngine.EPOCH.plusSeconds(29),
                    "memory",
                    Optional.of(new ContainerEvent.Victim(4711, "hog", OptionalLong.of(1 << 20))),
                    Optional.empty())));
        }
        if (second == 60) {
            ui.press("L").type("40m").press("enter", "esc");
        }
    }

    /// The screen without the lines that tell of the recording itself.
    private static String panes(Ui ui) {
        List<String> lines = ui.screen().lines().toList();
        return String.join("\n", lines.subList(1, 21));
    }

    private Ui replay() {
        return Ui.replaying(run, 80, 25);
    }

    @Test
    void shows_list_graphs_and_shell_of_each_moment_as_they_were() {
        Ui replay = replay();
        for (int second = 1; second < SECONDS; second++) {
            replay.pass(Duration.ofSeconds(1));
            String then = screens.getOrDefault(second, "");
            if (second > 1) {
                assertThat(list(panes(replay))).as("second %d", second).isEqualTo(list(then));
            }
            if (second > 70) {
                // Until then what was before the recording was in sight too.
                assertThat(panes(replay)).as("second %d", second).isEqualTo(then);
            }
        }
    }

    private static List<String> list(String panes) {
        return panes.lines().limit(3).toList();
    }

    @Test
    void is_the_same_moment_from_wherever_one_comes() {
        Ui played = replay().pass(Duration.ofSeconds(45));
        Ui sought = replay().press("end", "home").press("F").press("B", "B").press("right", "right", "right");
        sought.press("right", "right", "right", "right", "right", "right");
        assertThat(panes(sought)).isEqualTo(panes(played));
    }

    @Test
    void plays_pauses_and_goes_faster() {
        Ui ui = replay().expectScreen(" PLAY x1 00:00 ").press("f", "f").expectScreen(" PLAY x4 00:00 ");
        ui.pass(Duration.ofSeconds(5)).expectScreen(" PLAY x4 00:20 ");
        ui.press("space").expectScreen(" PAUSED ").pass(Duration.ofSeconds(5)).expectScreen(" 00:20 ");
        ui.press("s", "s", "s", "space").expectScreen(" PLAY x1/2 ");
        ui.pass(Duration.ofSeconds(4)).expectScreen(" 00:22 ");
        ui.press("end").expectScreen(" 01:30 ").pass(Duration.ofSeconds(1)).expectScreen(" PAUSED ");
    }

    @Test
    void has_marks_to_jump_to() {
        Ui ui = replay().press("n").expectScreen(" 00:30 ").press("n").expectScreen(" 01:00 ");
        ui.press("n").expectStatus("no mark in that direction").press("N").expectScreen(" 00:30 ");
    }

    @Test
    void tells_events_and_changes_as_they_come_by_and_lists_those_before() {
        Ui ui = replay().pass(Duration.ofSeconds(30)).expectStatus("oom-kill: hog (pid 4711)");
        ui.press("v").expectScreen("memory oom-kill: hog").press("esc");
        ui.press("home", "v").expectNotOnScreen("oom-kill").press("esc");
        ui.press("F").expectScreen("x1 01:00").press("left").pass(Duration.ofSeconds(6));
        ui.expectStatus("memory now has memory 40M");
    }

    @Test
    void nothing_can_be_done_to_what_is_past() {
        Ui ui = replay();
        for (String key : List.of("e", "L", "p", "d", "K", "ctrl-k", "S", "E", "x")) {
            ui.press(key).expectStatus("this is a replay").expectNotOnScreen("quit:");
        }
        ui.press("R").expectStatus("recording already");
        ui.press("l").expectScreen("a recording has none").press("esc");
        ui.press("i").expectScreen("\"hostname\" : \"memory\"").press("esc");
        ui.press("q").expectEnded();
    }
}
