package shibafu.tui;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shibafu.tui.draw.Size;

/// What a container is, tab by tab, as the screen shows it.
final class InspectDriverTest {
    private final FakeEngine engine = new FakeEngine().with("web").with("db");
    private final Ui ui = Ui.over(engine);

    private static Stream<Arguments> tabs() {
        return Stream.of(new Size(80, 24), new Size(132, 43), new Size(60, 15))
                .flatMap(size -> Stream.of("mounts", "namespaces", "capabilities", "limits")
                        .map(tab -> Arguments.of(size.columns(), size.rows(), tab)));
    }

    @ParameterizedTest
    @MethodSource("tabs")
    void a_tab_shows_what_holds_beside_what_was_asked(int columns, int rows, String tab) {
        Ui wide = Ui.over(engine, columns, rows).press("i");
        List<String> order = List.of("mounts", "namespaces", "capabilities", "limits");
        for (int i = 0; i <= order.indexOf(tab); i++) {
            wide.press("right");
        }
        wide.expectGolden("inspect_" + tab);
    }

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
        ui.press("i", "z", "left", "left").expectScreen("memory.max").expectNotOnScreen("/sys/fs/cgroup");
        ui.press("w").expectScreen("/sys/fs/cgroup/shibafu_web/memory.max");
    }

    @Test
    void what_is_searched_stays_searched_on_the_next_tab() {
        ui.press("i", "z", "/").type("kcore").press("enter", "right").expectScreen("/kcore", "/proc/kcore");
    }
}
