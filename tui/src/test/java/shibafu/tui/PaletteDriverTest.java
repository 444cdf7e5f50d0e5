package shibafu.tui;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a person does in the palette.
final class PaletteDriverTest {
    private final FakeEngine engine = new FakeEngine().with("web").with("db");
    private final Ui ui = Ui.over(engine);

    @Test
    void lists_every_action_with_its_key_and_runs_the_one_that_is_meant() {
        ui.press(":").expectFooter("Enter run").expectScreen("new container", "into a shell of it");
        ui.type("fre")
                .expectScreen("1 of 1", "freeze or thaw it")
                .press("enter")
                .expectCalls("pause web");
        ui.expectNotOnScreen("commands");
    }

    @Test
    void finds_by_a_word_of_the_help_and_by_letters_in_their_order() {
        ui.press(":").type("hang up").expectScreen("close-shell").press("esc");
        ui.press(":").type("clshl").expectScreen("close-shell").press("ctrl-c").expectNotOnScreen("close-shell");
    }

    @Test
    void says_when_nothing_is_called_that() {
        ui.press(":").type("xyzzy").expectScreen("nothing is called that").press("enter");
        ui.expectScreen("nothing is called \"xyzzy\"").press("ctrl-u").expectNotOnScreen("xyzzy");
    }

    @Test
    void the_marked_line_is_moved_and_completed() {
        ui.press(":")
                .type("shell")
                .press("down", "tab")
                .expectStatus(":new-shell")
                .press("enter");
        ui.expectCalls("shell web");
    }

    @Test
    void a_question_is_asked_as_if_the_key_had_been_pressed() {
        ui.press(":").type("stop").press("enter").expectScreen("stop web?").expectCalls();
    }

    @Test
    void a_command_asks_for_its_argument_and_offers_what_there_is() {
        ui.press(":")
                .type("theme")
                .press("down", "enter")
                .expectStatus(":theme")
                .expectScreen("mono", "terminal");
        ui.type("mo").press("enter").expectStatus("theme mono");
        ui.press(":")
                .type("theme te")
                .press("tab")
                .expectStatus(":theme terminal")
                .press("enter");
        ui.expectStatus("theme terminal");
    }

    @Test
    void a_wrong_argument_is_told_and_can_be_mended() {
        ui.press(":").type("theme moss").press("enter").expectScreen("no theme \"moss\": there are mono, ");
        ui.press("ctrl-u").type("interval fast").press("enter");
        ui.expectScreen(":interval takes 0.1 to 60 seconds, not \"fast\"").expectIntervals();
        ui.press("ctrl-w").type("0.7").press("enter").expectIntervals(Duration.ofMillis(700));
        ui.expectStatus("a sample every 0.7 s");
    }

    @Test
    void pasted_text_is_typed_and_not_run() {
        ui.press(":").paste("stop\n").expectStatus(":stop").expectCalls();
    }

    @Test
    void shows_the_keys_of_the_user() {
        Ui.over(engine, "containers.limits = f8").press(":").type("limits").expectScreen("change its limits", "F8");
    }
}
