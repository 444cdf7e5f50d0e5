package shibafu.tui;

import org.junit.jupiter.api.Test;

/// Screens of every size.
final class SmallScreenDriverTest {
    private final FakeEngine engine = new FakeEngine().with("web").with("db");

    @Test
    void says_what_it_needs_and_goes_on_sampling() {
        Ui ui = Ui.over(engine, 59, 15);
        ui.expectScreen("needs 60x15, is 59x15").poll(40).resize(80, 24).expectScreen("web", "-40s");
    }

    @Test
    void turns_pages_below_the_full_size() {
        Ui ui = Ui.over(engine, 60, 15).expectScreen("NAME").expectFooter("Tab pane");
        ui.press("tab").expectScreen("web cpu", "web memory").expectNotOnScreen("NAME");
        ui.press("tab").expectScreen("shell in web").expectNotOnScreen("web cpu");
        ui.press("tab").expectScreen("NAME");
    }

    @Test
    void all_is_in_sight_at_the_full_size() {
        Ui.over(engine, 80, 24).expectScreen("NAME", "web cpu", "web memory", "shell in web", "? help");
    }

    @Test
    void survives_every_size() {
        Ui ui = Ui.over(ScreensTest.engine()).poll(5);
        for (int columns = 1; columns < 220; columns += 7) {
            for (int rows = 1; rows < 70; rows += 3) {
                ui.resize(columns, rows).screen();
                ui.press("n").screen();
                ui.press("esc", "L").screen();
                ui.press("esc", "?").screen();
                ui.press("esc", "d").screen();
                ui.press("esc");
            }
        }
    }

    @Test
    void many_containers_scroll_with_the_choice() {
        FakeEngine many = new FakeEngine();
        for (int i = 0; i < 40; i++) {
            many.with("c" + i);
        }
        Ui ui = Ui.over(many)
                .press("G")
                .expectSelected("c39")
                .expectScreen("▸ c39")
                .press("g");
        ui.expectScreen("▸ c0").expectNotOnScreen("c39");
    }

    @Test
    void hostile_names_cannot_reach_the_terminal() {
        Ui ui = Ui.over(
                new FakeEngine().with("x", "sh \u001b]0;owned\u0007 \u009b2J 日本 e\u0301", -1, -1, n -> 0, n -> 0),
                200,
                50);
        ui.expectScreen("sh ?]0;owned? ?2J 日本 e").expectNotOnScreen("\u001b", "\u009b", "\u0007");
    }
}
