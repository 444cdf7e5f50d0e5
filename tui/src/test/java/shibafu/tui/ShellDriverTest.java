package shibafu.tui;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import shibafu.engine.state.ContainerStatus;

/// Shells, as the screen sees them: each has a screen of its own in the pane, and all else stays in sight.
final class ShellDriverTest {
    private static final String SHELL = "shibafu exec -it x sh";

    private final FakeEngine engine =
            new FakeEngine().with("web").with("db").shell("shibafu", "exec", "-it", "x", "sh");
    private final Ui ui = Ui.over(engine);

    @Test
    void opens_beside_list_and_graphs_and_has_the_keys() {
        ui.press("e").expectCalls("shell web").expectShells("open 1 78x8: " + SHELL);
        ui.shellPrints(1, "/ # echo hi\r\nhi\r\n")
                .expectScreen("NAME", "web cpu", "[sh web]", "/ # echo hi", "│hi", "^] leaves");
        ui.expectFooter("^] leaves the shell").press("q", "j").expectSelected("web");
    }

    @Test
    void goes_on_when_it_is_left_and_is_entered_again() {
        ui.press("e").shellPrints(1, "$ ").leaveShell().press("j").expectSelected("db");
        ui.shellPrints(1, "more").expectScreen("$ more", "e enters");
        ui.press("k", "e").expectShells("open 1 78x8: " + SHELL, "focus 1").expectScreen("^] leaves");
    }

    @Test
    void several_are_tabs_that_say_what_they_have_to_tell() {
        ui.press("e").leaveShell().press("j", "e").leaveShell().expectScreen("sh web [sh db]");
        ui.shellPrints(1, "news").expectScreen("sh web + [sh db]");
        ui.shellPrints(1, "\007").expectScreen("sh web ! [sh db]");
        ui.press(">").expectScreen("[sh web] sh db", "news").press("<").expectScreen(" sh web [sh db]");
        ui.press("E").leaveShell().expectScreen(" sh web  sh db [sh db]");
    }

    @Test
    void is_shown_in_full_and_back_again() {
        ui.press("e").leaveShell().press("z").expectScreen("[sh web]").expectNotOnScreen("NAME", "web cpu");
        ui.press("z").expectScreen("NAME", "web cpu");
    }

    @Test
    void lies_under_the_limits_which_keep_the_graphs_in_sight() {
        ui.press("e").shellPrints(1, "working\r\n").leaveShell().press("L").expectScreen("limits of web", "web cpu");
        ui.expectScreen("working", "[sh web]").press("esc").expectScreen("working");
    }

    @Test
    void tells_how_it_ended() {
        ui.press("e").shellEnds(1, "web", 0, Duration.ofSeconds(12), "");
        ui.expectScreen("the last shell in web ended with 0 after 12s", "e opens a shell in web");
        ui.press("j").expectSelected("db");
    }

    @Test
    void tells_why_it_ended_at_once() {
        ui.press("e").shellEnds(1, "web", 127, Duration.ofSeconds(1), "sh: not found");
        ui.expectStatus("shell in web: sh: not found").expectScreen("ended with 127 after 1s: sh: not found");
    }

    @Test
    void is_hung_up() {
        ui.press("e").leaveShell().press("x").expectShells("open 1 78x8: " + SHELL, "close 1");
        ui.shellEnds(1, "web", 129, Duration.ofSeconds(3), "").press("x").expectStatus("no shell is open");
    }

    @Test
    void tells_why_the_engine_opens_none() {
        engine.refuse("shell", "find container web: it has just ended");
        ui.press("e").expectStatus("shell in web: find container web: it has just ended");
        ui.expectShells("close 1");
        ui.press("j").expectScreen("e opens a shell in db");
    }

    @Test
    void a_frozen_container_is_thawed_first() {
        engine.is("web", ContainerStatus.PAUSED);
        ui.poll()
                .expectScreen("web is frozen: p thaws it")
                .press("e")
                .expectStatus("p thaws it")
                .expectCalls();
    }

    @Test
    void a_small_screen_has_a_page_for_it() {
        Ui small = Ui.over(engine, 60, 15).press("e").shellPrints(1, "$ here").expectScreen("$ here", "[sh web]");
        small.leaveShell().press("tab").expectScreen("NAME").expectNotOnScreen("$ here");
    }

    @Test
    void what_a_program_draws_is_drawn_as_it_is() {
        ui.press("e").shellPrints(1, "\033[31mred \033[7mback\033[0m \033[38;2;1;2;3mrgb\033[0m 漢字 e\u0301 x");
        ui.expectGolden("shell_colours");
    }

    @Test
    void two_stand_side_by_side_where_there_is_room() {
        Ui wide = Ui.over(engine, 200, 50).press("e").leaveShell().press("j", "e");
        wide.expectShells("open 1 198x18: " + SHELL, "open 2 98x18: " + SHELL);
        wide.shellPrints(1, "in web").shellPrints(2, "in db").expectScreen("[sh web][sh db]", "in web", "││in db");
    }
}
