package shibafu.tui;

import static shibafu.tui.GoldenScenes.scene;
import static shibafu.tui.GoldenScenes.working;

import java.util.List;
import shibafu.engine.state.ContainerStatus;

/// What is rare: too much of something, names that are too long, an engine that says no.
final class OddScenes {
    private static final long MEBIBYTE = 1 << 20;
    private static final String LONG = "a-container-whose-name-is-much-longer-than-any-column-of-it";

    private OddScenes() {}

    static List<GoldenScene> all() {
        return List.of(
                scene("too_small", stage -> working(stage, 3).resize(59, 14)),
                scene(
                        "unreachable",
                        stage -> stage.over(
                                new FakeEngine().refuse("list", "read /var/lib/shibafu: permission denied"))),
                scene("unreadable", stage -> {
                    FakeEngine engine = ScreensTest.engine();
                    Ui ui = stage.over(engine).poll(20);
                    engine.refuse("sample", "read memory.current of memory: no such device (ENODEV)");
                    return ui.poll(2);
                }),
                scene(
                        "created",
                        stage -> stage.over(
                                new FakeEngine().with("web").with("db").is("web", ContainerStatus.CREATED))),
                scene("long_names", stage -> stage.over(named()).poll(10)),
                scene(
                        "long_names_shell",
                        stage -> stage.over(named()).press("e").shellPrints(1, "$ ")),
                scene("long_names_question", stage -> stage.over(named()).press("d")),
                scene(
                        "long_names_limits",
                        stage -> stage.over(named()).press("L").type("20m")),
                scene("long_names_log", stage -> stage.over(named()).press("l")),
                scene("long_names_inspect", stage -> stage.over(named()).press("i")),
                scene("many_shells", stage -> {
                    Ui ui = stage.over(named());
                    for (int i = 0; i < 9; i++) {
                        ui.press("E").shellPrints(i + 1, "shell " + i).leaveShell();
                    }
                    return ui;
                }),
                scene("columns", stage -> working(stage, 10)
                        .press(":")
                        .type("columns mem,pid,state")
                        .press("enter")),
                scene("palette_all", stage -> working(stage, 10).press(":")),
                scene("palette_none", stage -> working(stage, 10).press(":").type("xyzzy")),
                scene(
                        "signal_question",
                        stage -> working(stage, 10).press("K").type("usr1").press("enter")),
                scene(
                        "limits_applied",
                        stage -> working(stage, 10).press("L").type("80m").press("enter")),
                scene("limits_refused", stage -> stage.over(ScreensTest.engine()
                                .refuse("update", "write 20971520 to memory.max: device or resource busy (EBUSY)"))
                        .poll(10)
                        .press("L")
                        .type("20m")
                        .press("enter")),
                scene("limits_v1", stage -> stage.over(ScreensTest.engine().onV1())
                        .poll(10)
                        .press("L")),
                scene("help_messages", stage -> stage.over(
                                ScreensTest.engine().refuse("pause", "freeze container memory: ".repeat(8)))
                        .press("p")
                        .press("?", "G")));
    }

    private static FakeEngine named() {
        return new FakeEngine()
                .with(
                        LONG,
                        "sh -c 'while true; do echo something long; done'",
                        64 * MEBIBYTE,
                        50_000,
                        n -> 60 * MEBIBYTE,
                        n -> 200)
                .with("日本語の名前のコンテナ")
                .with("web")
                .shell("shibafu", "exec", "-it", "x", "sh");
    }
}
