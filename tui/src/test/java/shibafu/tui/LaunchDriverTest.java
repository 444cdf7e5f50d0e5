package shibafu.tui;

import org.junit.jupiter.api.Test;

/// How containers were started, as the screen shows it.
final class LaunchDriverTest {
    private final FakeEngine engine = new FakeEngine().with("web").with("db");
    private final Ui ui = Ui.over(engine);

    @Test
    void all_that_is_known_of_an_operation_is_told_on_demand() {
        ui.press("W", "z").expectNotOnScreen("attributes=nosuid").press("w").expectScreen("attributes=nosuid");
    }

    @Test
    void it_is_a_tab_of_what_is_inspected() {
        ui.press("i", "z").expectScreen("\"hostname\"").press("left").expectScreen("pivot_root");
        ui.press("right");
        ui.expectScreen("\"hostname\"").expectNotOnScreen("pivot_root");
    }

    @Test
    void a_start_that_failed_can_be_looked_at_from_the_form_and_the_form_comes_back() {
        engine.failsToStart("made-up-name", "op 7 of 9: find work: no such file");
        ui.press("n").type("busybox").press("enter");
        ui.expectScreen("op 7 of 9", "new container").expectFooter("^T how far it came");
        ui.press("ctrl-t")
                .expectScreen("find work in")
                .press("z")
                .expectScreen("failed after", "executable file not found", "find work in");
        ui.press("esc").expectScreen("new container", "[busybox");
    }

    @Test
    void that_nothing_is_remembered_is_told() {
        engine.refuse("launch", "show launch of web: nothing is remembered of it");
        ui.press("W").expectScreen("show launch of web: nothing is remembered of it");
    }
}
