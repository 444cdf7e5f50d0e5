package shibafu.tui;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import shibafu.engine.state.ContainerStatus;
import shibafu.tui.draw.Symbols;

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
        ui.shellPrints(1, "news").expectScreen("sh web ◆ [sh db]");
        ui.shellPrints(1, "\007").expectScreen("sh web !◆ [sh db]");
        ui.press(">").expectScreen("[sh web] sh db", "news").press("<").expectScreen(" sh web [sh db]");
        ui.press("E").leaveShell().expectScreen(" sh web  sh db [sh db]");
    }

    @Test
    void is_entered_by_tab_too_where_all_is_in_sight() {
        ui.press("e")
                .leaveShell()
                .press("tab")
                .expectScreen("^] leaves")
                .expectShells("open 1 78x8: " + SHELL, "focus 1");
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
    void tells_when_it_falls_silent_out_of_sight() {
        ui.press("e").shellPrints(1, "working").leaveShell().press("j", "e").leaveShell();
        ui.expectScreen(" sh web [sh db]").wait(Duration.ofSeconds(61)).expectScreen(" sh web ◇ [sh db]");
        ui.shellPrints(1, ".").expectScreen(" sh web ◆ [sh db]").wait(Duration.ofSeconds(61));
        ui.expectScreen(" sh web ◆◇ [sh db]").press("<").expectScreen("[sh web]");
    }

    @Test
    void its_last_screen_stays_after_its_end_until_it_is_closed() {
        ui.press("e").shellPrints(1, "bye").shellEnds(1, "web", 0, Duration.ofSeconds(12), "");
        ui.expectScreen("[sh web =0]", "bye", "ended with 0 after 12s: x closes, e opens anew");
        ui.press("j").expectSelected("db").press("x").expectNotOnScreen("bye").expectScreen("e opens a shell in db");
        ui.expectShells("open 1 78x8: " + SHELL, "close 1");
    }

    @Test
    void one_that_has_ended_is_opened_anew_in_its_place() {
        ui.press("e").shellPrints(1, "bye").leaveShell().press("j", "e").leaveShell();
        ui.shellEnds(1, "web", 3, Duration.ofSeconds(12), "").expectScreen(" sh web =3 [sh db]");
        ui.press("k", "e").expectScreen("[sh web] sh db").expectNotOnScreen("bye");
        ui.expectShells("open 1 78x8: " + SHELL, "open 2 78x8: " + SHELL, "close 1", "open 3 78x8: " + SHELL);
    }

    @Test
    void the_key_that_leaves_is_sent_on_if_it_comes_twice() {
        ui.press("e").leaveShell().press("ctrl-]").expectFooter("^] leaves the shell");
        ui.expectShells("open 1 78x8: " + SHELL, "focus 1 after ^]");
        ui.leaveShell().press("j", "ctrl-]").expectSelected("db").expectNotOnScreen("^] leaves");
    }

    @Test
    void badges_are_other_characters_where_there_is_only_ascii() {
        Ui ascii = Ui.over(engine, Symbols.ASCII)
                .press("e")
                .leaveShell()
                .press("j", "e")
                .leaveShell();
        ascii.shellPrints(1, "news\007").expectScreen(" sh web !* [sh db]").wait(Duration.ofSeconds(61));
        ascii.expectScreen(" sh web !*~ [sh db]");
    }

    @Test
    void tells_why_it_ended_at_once() {
        ui.press("e").shellEnds(1, "web", 127, Duration.ofSeconds(1), "sh: not found");
        ui.expectStatus("shell in web: sh: not found").expectScreen("[sh web =127]", "ended with 127 after 1s");
    }

    @Test
    void is_hung_up() {
        ui.press("e").leaveShell().press("x").expectShells("open 1 78x8: " + SHELL, "close 1");
        ui.shellEnds(1, "web", 129, Duration.ofSeconds(3), "").press("x", "x").expectStatus("no shell is open");
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
    void attaches_to_a_containers_own_terminal() {
        ui.press("A").expectCalls("attach web").expectShells("open 1 78x8: shibafu attach web");
        ui.shellPrints(1, "/ # ").expectScreen("[tty web]", "/ #", "^] leaves").leaveShell();
        ui.press("e").leaveShell().expectScreen(" tty web [sh web]").press("A").expectScreen("[tty web] sh web");
        ui.shellEnds(1, "web", 0, Duration.ofSeconds(9), "").expectScreen("[tty web =0]");
    }

    @Test
    void a_container_without_a_terminal_can_be_looked_at() {
        engine.with("writer", "write log", -1, -1, n -> 1, n -> 1);
        ui.poll()
                .press("G", "A")
                .expectCalls("attach writer")
                .expectStatus("writer has no terminal: what it writes is");
    }

    @Test
    void what_does_not_run_cannot_be_attached_to() {
        engine.is("web", ContainerStatus.CREATED).is("db", ContainerStatus.STOPPED);
        ui.poll().press("A").expectStatus("web is created: S starts it");
        ui.press("j", "A")
                .expectStatus("db is stopped: there is nothing to attach to")
                .expectCalls();
    }

    @Test
    void a_command_is_run_in_the_chosen_container() {
        ui.press(":").type("run df -h").press("enter");
        ui.expectShells("open 1 78x8: " + SHELL + " -c df -h").shellPrints(1, "Filesystem");
        ui.expectScreen("[run web]", "Filesystem", "^] leaves").shellEnds(1, "web", 4, Duration.ofSeconds(3), "");
        ui.expectScreen("[run web =4]", "ended with 4 after 3s: x closes ")
                .press("X")
                .expectNotOnScreen("run web");
    }

    @Test
    void a_command_needs_words_and_a_container() {
        ui.press(":").type("run ").press("enter").expectScreen("such as df -h").press("esc");
        Ui.over(new FakeEngine()).press(":").type("run true").press("enter").expectStatus("no running container");
    }

    @Test
    void a_command_runs_in_all_that_the_filter_shows_side_by_side() {
        Ui wide = Ui.over(engine.with("other").with("weblog"), 120, 40)
                .press("/")
                .type("web")
                .press("enter");
        wide.press(":")
                .type("run-in-all id")
                .press("enter")
                .shellPrints(1, "uid=0")
                .shellPrints(2, "uid=7");
        wide.expectScreen("[run web][run weblog]", "│uid=0", "││uid=7")
                .press("j")
                .expectSelected("weblog");
    }

    @Test
    void a_command_runs_in_those_that_are_marked() {
        engine.with("job");
        ui.poll().press("g", "space", "G", "space").press(":").type("run id").press("enter");
        ui.expectScreen("[run web][run job]").expectNotOnScreen("run db");
    }

    @Test
    void outcomes_are_a_table_where_panes_do_not_fit() {
        engine.with("job").with("mail");
        ui.poll().press(":").type("run-in-all apk update").press("enter");
        ui.shellPrints(1, "fetching\r\nOK: 12 packages\r\n")
                .shellPrints(2, "no network")
                .shellPrints(3, "fetching");
        ui.shellEnds(1, "web", 0, Duration.ofSeconds(3), "").shellEnds(2, "db", 99, Duration.ofSeconds(4), "");
        ui.expectScreen("run apk update: 4 containers, 2 at it, 1 failed", "=99", "no network", "OK: 12 packages");
        ui.press(">", "z")
                .expectScreen("[run db =99]", "no network")
                .press("z", "X")
                .expectScreen("[run job][run mail]");
    }

    @Test
    void as_many_stand_side_by_side_as_is_wished() {
        Ui wide = Ui.over(engine, 200, 50)
                .press("e")
                .leaveShell()
                .press("E")
                .leaveShell()
                .press("E")
                .leaveShell();
        wide.shellPrints(1, "one").shellPrints(2, "two").shellPrints(3, "three").expectNotOnScreen("one");
        wide.press(":").type("split 3").press("enter").expectScreen("│one", "││two", "││three");
        wide.press(":").type("split 1").press("enter").expectScreen("three").expectNotOnScreen("two");
        wide.press(":")
                .type("split many")
                .press("enter")
                .expectScreen("1 to 9, or auto")
                .press("esc");
    }

    @Test
    void one_that_is_shown_is_entered() {
        ui.press("enter")
                .expectStatus("no shell is open")
                .press("e")
                .leaveShell()
                .press("j", "enter");
        ui.expectShells("open 1 78x8: " + SHELL, "focus 1").expectScreen("[sh web]", "^] leaves");
    }

    @Test
    void two_stand_side_by_side_where_there_is_room() {
        Ui wide = Ui.over(engine, 200, 50).press("e").leaveShell().press("j", "e");
        wide.expectShells("open 1 198x18: " + SHELL, "open 2 98x18: " + SHELL);
        wide.shellPrints(1, "in web").shellPrints(2, "in db").expectScreen("[sh web][sh db]", "in web", "││in db");
    }
}
