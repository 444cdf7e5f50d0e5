package shibafu.tui;

import static shibafu.tui.GoldenScenes.scene;
import static shibafu.tui.GoldenScenes.working;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.state.HealthStatus;
import shibafu.tui.flow.Msg;

/// What stands in the pane below, and recordings, in all their states.
final class PaneScenes {
    private static final List<String> TABS =
            List.of("config", "mounts", "namespaces", "capabilities", "limits", "health", "launch");

    private PaneScenes() {}

    static List<GoldenScene> all() {
        return Stream.of(ofTabs(), ofTexts(), ofShells(), ofRecordings())
                .flatMap(List::stream)
                .toList();
    }

    private static List<GoldenScene> ofTabs() {
        return IntStream.range(0, TABS.size())
                .mapToObj(tab -> scene("inspect_" + TABS.get(tab), stage -> {
                    Ui ui = stage.over(two()).press("i");
                    IntStream.range(0, tab).forEach(i -> ui.press("right"));
                    return ui;
                }))
                .toList();
    }

    private static List<GoldenScene> ofTexts() {
        return List.of(
                scene("health", stage -> stage.over(
                                two().health("web", HealthStatus.UNHEALTHY).health("db", HealthStatus.HEALTHY))
                        .press("i", "right", "right", "right", "right", "right")),
                scene("launch", stage -> stage.over(two()).press("W")),
                scene("launch_in_full", stage -> stage.over(two()).press("W", "z", "w")),
                scene("launch_failed", stage -> failing(stage).press("ctrl-t", "z")),
                scene("log", stage -> logging(stage).press("l")),
                scene("log_times", stage -> logging(stage).press("l", "t", "w")),
                scene(
                        "log_search",
                        stage -> logging(stage).press("l", "/").type("line 2").press("enter")),
                scene("log_none", stage -> stage.over(two().refuse("log", "show log of web: it has none"))
                        .press("l")),
                scene("processes", stage -> stage.over(two()).press("P")),
                scene(
                        "processes_by_cpu",
                        stage -> stage.over(two()).press("P", "C").poll(2)),
                scene("events", stage -> happening(stage.over(two())).press("v")),
                scene("images", stage -> imaging(stage).press("O", "down")),
                scene(
                        "images_add",
                        stage -> imaging(stage).press("O", "a").type("/home").press("right")),
                scene(
                        "images_importing",
                        stage -> imaging(stage).press("O").tell(new Msg.Importing("debian", 30L << 20, 120L << 20))),
                scene("images_remove", stage -> imaging(stage).press("O", "down", "down", "d")));
    }

    private static List<GoldenScene> ofShells() {
        return List.of(
                scene("shell", PaneScenes::entered),
                scene("shell_left", stage -> entered(stage).leaveShell()),
                scene("shell_full", stage -> entered(stage).leaveShell().press("z")),
                scene(
                        "shell_ended",
                        stage -> entered(stage).leaveShell().shellEnds(1, "web", 3, Duration.ofSeconds(12), "")),
                scene("shell_failed", stage -> stage.over(two())
                        .press("e")
                        .shellEnds(1, "web", 127, Duration.ofSeconds(1), "sh: not found")),
                scene("shell_limits", stage -> entered(stage).leaveShell().press("L")),
                scene("shells", stage -> entered(stage)
                        .leaveShell()
                        .press("j", "e")
                        .shellPrints(2, "/ # id\r\nuid=0(root)\r\n")
                        .shellPrints(1, "news\007")),
                scene("copy", stage -> entered(stage)
                        .leaveShell()
                        .press("f", "/")
                        .type("number 2")
                        .press("enter", "v", "k", "l", "l")),
                scene("outcomes", PaneScenes::running));
    }

    private static List<GoldenScene> ofRecordings() {
        return List.of(
                scene("recording", PaneScenes::recording),
                scene("recording_quit", stage -> recording(stage).press("q")),
                scene("replay", stage -> stage.replaying(recorded(stage))
                        .pass(Duration.ofSeconds(75))
                        .press("space")),
                scene(
                        "replay_plays",
                        stage -> stage.replaying(recorded(stage)).press("f").pass(Duration.ofSeconds(15))));
    }

    private static FakeEngine two() {
        return new FakeEngine().with("web").with("db").shell("shibafu", "exec", "-it", "x", "sh");
    }

    /// A container that was asked for and did not start.
    static Ui failing(Stage stage) {
        return stage.over(two().failsToStart("made-up-name", "op 7 of 9: find work: no such file"))
                .press("n")
                .type("busybox")
                .press("enter");
    }

    private static Ui logging(Stage stage) {
        FakeEngine engine = two();
        for (int i = 0; i < 30; i++) {
            engine.writes(i % 7 == 3 ? "error " + i + " " + "far too long ".repeat(12) : "line " + i);
        }
        return stage.over(engine);
    }

    private static Ui imaging(Stage stage) {
        return stage.over(new FakeEngine().with("web").with("db").offering("alpine", "busybox", "mine"));
    }

    private static Ui happening(Ui ui) {
        Instant at = FakeEngine.EPOCH.plusMillis(120);
        ui.tell(new Msg.Happened(new ContainerEvent.Started(at, "web", 7)));
        ui.tell(new Msg.Happened(new ContainerEvent.OomKilled(
                at,
                "web",
                Optional.of(new ContainerEvent.Victim(9, "fill", OptionalLong.of(20 << 20))),
                Optional.empty())));
        return ui.tell(new Msg.Happened(new ContainerEvent.Frozen(at, "db")));
    }

    /// A shell that has the keys, with colours and wide characters.
    private static Ui entered(Stage stage) {
        StringBuilder numbers = new StringBuilder();
        IntStream.rangeClosed(1, 30)
                .forEach(i -> numbers.append("number ").append(i).append("\r\n"));
        return stage.over(two())
                .press("e")
                .shellPrints(1, numbers + "\033[31mred \033[7mback\033[0m \033[38;2;1;2;3mrgb\033[0m 漢字 e\u0301 x");
    }

    private static Ui running(Stage stage) {
        Ui ui = stage.over(two().with("job").with("mail"))
                .press(":")
                .type("run-in-all apk update")
                .press("enter");
        ui.shellPrints(1, "fetching\r\nOK: 12 packages\r\n")
                .shellPrints(2, "no network")
                .shellPrints(3, "fetching");
        return ui.shellEnds(1, "web", 0, Duration.ofSeconds(3), "")
                .shellEnds(2, "db", 99, Duration.ofSeconds(4), "")
                .press(">");
    }

    private static Ui recording(Stage stage) {
        return working(stage, 10)
                .recordingTo(stage.folder(), Map.of())
                .press("R")
                .poll(65)
                .press("m");
    }

    /// The folder of a recording of a minute and a half, with a kill and a limit that was lowered.
    private static Path recorded(Stage stage) {
        Ui ui = stage.over(ScreensTest.engine()).press("e").leaveShell();
        ui.recordingTo(stage.folder(), Map.of()).press("R");
        for (int second = 1; second <= 90; second++) {
            ui.poll().shellPrints(1, "\033[3" + second % 8 + "msecond " + second + "\033[0m\r\n");
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
        ui.press("R");
        try (Stream<Path> all = Files.list(stage.folder())) {
            return all.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
