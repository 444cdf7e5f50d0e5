package shibafu.tui;

import org.junit.jupiter.api.Test;

/// What a container is, tab by tab, as the screen shows it.
final class InspectDriverTest {
    private final FakeEngine engine = new FakeEngine().with("web").with("db");
    private final Ui ui = Ui.over(engine);

    @Test
    void tabs_are_walked_around_the_end() {
        ui.press("i", "left", "z")
                .expectScreen("launch", "pivot_root")
                .press("right")
                .expectScreen("\"hostname\"");
    }

    @Test
    void what_this_screen_itself_costs_is_told() {
        ui.press("i").expectScreen("this screen itself: 71M").poll();
        ui.expectScreen("this screen itself: 4.0% of a core, 71M");
    }

    @Test
    void whole_paths_are_told_on_demand() {
        ui.press("i", "z", "left", "left", "left").expectScreen("memory.max").expectNotOnScreen("/sys/fs/cgroup");
        ui.press("w").expectScreen("/sys/fs/cgroup/shibafu_web/memory.max");
    }

    @Test
    void what_is_searched_stays_searched_on_the_next_tab() {
        ui.press("i", "z", "/").type("kcore").press("enter", "right").expectScreen("/kcore", "/proc/kcore");
    }
}
