package shibafu.tui;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The list, the graphs and the dialogs in all their states.
final class GoldenScenes {
    private static final long MEBIBYTE = 1 << 20;
    private static final String SWEEP = "memory.max 100M..40M step 30M hold 3s";

    private GoldenScenes() {}

    static Stream<GoldenScene> all() {
        return Stream.of(ofTheList(), ofGraphs(), ofDialogs(), PaneScenes.all(), OddScenes.all())
                .flatMap(List::stream);
    }

    static GoldenScene named(String name) {
        return all().filter(scene -> scene.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<GoldenScene> ofTheList() {
        return List.of(
                scene("empty", stage -> stage.over(new FakeEngine())),
                scene("list", stage -> working(stage, 70)),
                scene("filter", stage -> working(stage, 30).press("/").type("c")),
                scene(
                        "filtered",
                        stage -> working(stage, 30).press("/").type("sleep").press("enter")),
                scene(
                        "filtered_out",
                        stage -> working(stage, 30).press("/").type("xyz").press("enter")),
                scene("marked", stage -> working(stage, 30).press("space", "space")),
                scene("sorted", stage -> working(stage, 45).press("M", "space", "space")),
                scene("ended_hidden", stage -> working(stage, 30).press("a")),
                scene("many", stage -> stage.over(many(40)).press("G", "k")),
                scene("ended", stage -> stage.toGraphs(working(stage, 10).press("G"))),
                scene("frozen", stage -> working(stage, 30).press("j", "j")),
                scene("error", stage -> stage.over(ScreensTest.engine()
                                .refuse("pause", "freeze container memory: /sys/fs/cgroup/freezer: no such file"))
                        .poll(8)
                        .press("p")),
                scene("stale", stage -> {
                    FakeEngine engine = ScreensTest.engine();
                    Ui ui = stage.over(engine).poll(20);
                    engine.refuse("list", "read /var/lib/shibafu: permission denied");
                    return ui.poll(3);
                }));
    }

    private static List<GoldenScene> ofGraphs() {
        return List.of(
                scene("graphs", stage -> stage.toGraphs(working(stage, 40))
                        .press("j", "L", "tab", "tab", "tab", "tab")
                        .type("0.3")
                        .press("enter", "esc")
                        .poll(30)),
                scene("graphs_waiting", stage -> graphs(stage, 1)),
                scene("graphs_disks", stage -> graphs(stage, 2)),
                scene("graphs_network", stage -> graphs(stage, 3)),
                scene("graphs_pids", stage -> graphs(stage, 4)),
                scene("graphs_longer", stage -> graphs(stage, 0).press("-", "-", "left")),
                scene("graphs_fit", stage -> graphs(stage, 0).press("j", "Y")),
                scene("cursor", stage -> graphs(stage, 0).press("j").poll(5).press("c", "left", "left")),
                scene("marks", stage -> graphs(stage, 0)
                        .poll(10)
                        .press("m")
                        .poll(10)
                        .press("m")
                        .poll(10)
                        .press("m")
                        .poll(10)),
                scene("comparison", stage -> graphs(stage, 0)
                        .press("j", "m")
                        .poll(20)
                        .press("L", "tab", "tab", "tab", "tab")
                        .type("0.2")
                        .press("enter", "esc", "m")
                        .poll(20)
                        .press("=")),
                scene("beside", stage -> graphs(stage, 0).press("j", "w", "k").poll(8)),
                scene("beside_compared", stage -> graphs(stage, 0).press("j", "w", "k", "=", "z")));
    }

    private static List<GoldenScene> ofDialogs() {
        return List.of(
                scene("question", stage -> working(stage, 8).press("j", "d")),
                scene("question_many", stage -> marking(stage.over(many(14)), 14)
                        .press("s")),
                scene("signals", stage -> working(stage, 8).press("K")),
                scene(
                        "palette",
                        stage -> working(stage, 30).press(":").type("sh").press("down")),
                scene("palette_wrong", stage -> working(stage, 30)
                        .press(":")
                        .type("scale sideways")
                        .press("enter")),
                scene("help", stage -> working(stage, 0).press("?")),
                scene("help_end", stage -> working(stage, 0).press("?", "end")),
                scene("themes", stage -> working(stage, 30).press("t", "j")),
                scene("form", stage -> working(stage, 8)
                        .press("n", "tab")
                        .type("/bin/sleep 30")
                        .press("tab", "tab")
                        .type("64 lemons")
                        .press("enter")),
                scene("form_resources", stage -> form(stage, 1).type("200m")),
                scene("form_isolation", stage -> form(stage, 2).press("right", "right")),
                scene("form_process", stage -> form(stage, 3).type("1000:100")),
                scene("form_refused", PaneScenes::failing),
                scene("presets", stage -> working(stage, 8).press("V")),
                scene("preset", stage -> working(stage, 8).press("V", "down", "enter")),
                scene("limits", stage -> working(stage, 30)
                        .press("L")
                        .type("25%")
                        .press("tab", "tab", "tab", "tab")
                        .type("25%")
                        .press("shift-tab", "up", "up", "up")),
                scene("limits_staged", stage -> working(stage, 30).press("L").type("48m")),
                scene(
                        "limits_wrong",
                        stage -> working(stage, 30).press("L").type("lots").press("enter")),
                scene("limits_would_kill", stage -> stage.over(
                                ScreensTest.engine().mustKillBelow(50 * MEBIBYTE))
                        .poll(30)
                        .press("L")
                        .type("20m")
                        .press("enter")),
                scene("sweep_runs", stage -> swept(stage, 6)),
                scene("sweep_table", stage -> swept(stage, 12)));
    }

    static GoldenScene scene(String name, Function<Stage, Ui> play) {
        return new GoldenScene(name, play);
    }

    static Ui working(Stage stage, int polls) {
        return stage.over(ScreensTest.engine()).poll(polls);
    }

    private static Ui graphs(Stage stage, int others) {
        Ui ui = stage.toGraphs(working(stage, 60));
        for (int i = 0; i < others; i++) {
            ui.press("o");
        }
        return ui;
    }

    private static Ui form(Stage stage, int pages) {
        Ui ui = working(stage, 8).press("n", "tab", "tab", "tab").type("100m");
        for (int i = 0; i < pages; i++) {
            ui.press("pgdn");
        }
        return ui;
    }

    private static Ui swept(Stage stage, int polls) {
        FakeEngine engine = new FakeEngine()
                .with("web", "sleep 1000", 100 * MEBIBYTE, 50_000, n -> 60 * MEBIBYTE, n -> 400 + n % 3 * 200L)
                .with("db");
        return stage.over(engine).poll(3).sweep(SWEEP).poll(polls);
    }

    private static FakeEngine many(int count) {
        FakeEngine engine = new FakeEngine();
        for (int i = 0; i < count; i++) {
            engine.with("container-number-" + i);
        }
        return engine;
    }

    private static Ui marking(Ui ui, int count) {
        for (int i = 0; i < count; i++) {
            ui.press("space");
        }
        return ui;
    }
}
