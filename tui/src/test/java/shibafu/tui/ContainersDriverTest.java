package shibafu.tui;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import shibafu.engine.state.ContainerStatus;

/// What a person does with the list, key by key.
final class ContainersDriverTest {
    private final FakeEngine engine = new FakeEngine().with("web").with("db").with("job");
    private final Ui ui = Ui.over(engine);

    @Test
    void moves_with_letters_arrows_and_pages() {
        ui.expectSelected("web").press("j").expectSelected("db").press("down").expectSelected("job");
        ui.press("j").expectSelected("job").press("k", "up").expectSelected("web");
        ui.press("G").expectSelected("job").press("g").expectSelected("web");
        ui.press("pgdn").expectSelected("job").press("pgup").expectSelected("web");
        ui.press("end").expectSelected("job").press("home").expectSelected("web");
    }

    @Test
    void the_choice_follows_the_container_not_the_row() {
        ui.press("j").expectSelected("db");
        engine.remove("web", true);
        ui.poll().expectSelected("db");
    }

    @Test
    void the_successor_is_chosen_when_the_chosen_one_goes() {
        ui.press("j");
        engine.remove("db", true);
        ui.poll().expectSelected("job");
        engine.remove("job", true);
        ui.poll().expectSelected("web");
    }

    @Test
    void a_container_made_elsewhere_appears_by_itself() {
        engine.with("late");
        ui.poll().expectScreen("late").expectSelected("web");
    }

    @Test
    void stop_asks_and_enter_alone_means_no() {
        ui.press("s").expectScreen("stop web? SIGTERM, then SIGKILL after 10 s").expectFooter("y yes");
        ui.press("enter").expectCalls().expectNotOnScreen("stop web?");
        ui.press("s", "y").expectCalls("stop web 10").expectStatus("stopped web");
        ui.poll().expectScreen("exit 137");
    }

    @Test
    void remove_asks_and_says_that_a_running_one_is_killed() {
        ui.press("d").expectScreen("remove web? it is running and will be killed");
        ui.press("esc").expectCalls();
        ui.press("d", "tab", "enter").expectCalls("remove web force").poll().expectSelected("db");
    }

    @Test
    void remove_of_an_ended_one_needs_no_force() {
        engine.is("web", ContainerStatus.STOPPED);
        ui.poll().press("del", "y").expectCalls("remove web");
    }

    @Test
    void kill_asks_and_sends_sigkill() {
        ui.press("ctrl-k").expectScreen("kill web? SIGKILL at once").press("y").expectCalls("kill web 9");
    }

    @Test
    void freezes_and_thaws_with_one_key() {
        ui.press("p").expectCalls("pause web").poll().expectScreen("frozen");
        ui.press("p").expectCalls("pause web", "resume web").poll().expectNotOnScreen("frozen");
    }

    @Test
    void starts_only_a_created_one() {
        ui.press("S").expectCalls().expectStatus("web is running: only a created container can be started");
        engine.is("web", ContainerStatus.CREATED);
        ui.poll().press("S").expectCalls("start web").expectStatus("started web");
    }

    @Test
    void verbs_on_an_ended_one_say_why_not() {
        engine.is("web", ContainerStatus.STOPPED);
        ui.poll().press("s").expectStatus("web is stopped: there is nothing to stop");
        ui.press("ctrl-k").expectStatus("nothing to kill").press("p").expectStatus("nothing to freeze");
        ui.press("e").expectStatus("no shell can be opened").press("L").expectStatus("it has no limits any more");
        ui.expectCalls();
    }

    @Test
    void verbs_without_a_container_say_so() {
        Ui empty = Ui.over(new FakeEngine());
        empty.press("s").expectStatus("no container is chosen").press("L").expectStatus("no container is chosen");
    }

    @Test
    void a_refusal_of_the_engine_is_told_and_harms_nothing() {
        engine.refuse("pause", "freeze container web: device or resource busy (EBUSY)");
        ui.press("p").expectStatus("freeze container web: device or resource busy (EBUSY)");
        ui.press("j").expectSelected("db");
        ui.press("?").expectScreen("EBUSY");
    }

    @Test
    void a_list_that_fails_is_told_and_what_was_known_stays() {
        engine.refuse("list", "read /run/shibafu: permission denied");
        ui.poll()
                .expectStatus("list containers: read /run/shibafu: permission denied")
                .expectScreen("STALE", "web");
        engine.refuse("list", "");
        ui.poll().expectScreen("LIVE");
    }

    @Test
    void a_sample_that_fails_is_told_in_its_row() {
        engine.refuse("sample", "read memory.current: no such file");
        ui.poll().expectScreen("read memory.current: no such file", "run");
        engine.refuse("sample", "");
        ui.poll().expectNotOnScreen("no such file");
    }

    @Test
    void messages_fade_and_errors_stay_longer() {
        ui.press("t", "t", "enter")
                .expectStatus("theme terminal")
                .wait(Duration.ofSeconds(7))
                .expectNotOnScreen("theme terminal");
        engine.refuse("pause", "no freezer");
        ui.press("p").wait(Duration.ofSeconds(7)).expectStatus("no freezer");
        ui.wait(Duration.ofSeconds(9)).expectNotOnScreen("no freezer");
    }

    @Test
    void themes_are_walked_through() {
        ui.press("t").expectScreen("themes", "▸ shibafu-dark (now)").press("t").expectTheme("terminal");
        ui.press("t").expectTheme("mono").press("up").expectTheme("terminal").press("esc");
        ui.expectTheme("shibafu-dark").expectNotOnScreen("(now)");
        ui.press("t", "up", "enter")
                .expectTheme("mono")
                .expectStatus("theme mono")
                .expectNotOnScreen("(now)");
    }

    @Test
    void help_opens_scrolls_and_closes_with_any_key() {
        ui.press("?").expectScreen("freeze or thaw it").expectFooter("Esc close");
        ui.press("j", "j")
                .expectNotOnScreen("new container")
                .press("k")
                .press("pgup")
                .expectScreen("new container");
        ui.press("x").expectNotOnScreen("freeze or thaw it").press("f1").expectScreen("freeze or thaw it");
    }

    @Test
    void quits_with_q_and_with_control_c() {
        ui.press("q").expectEnded();
        Ui.over(engine).press("ctrl-c").expectEnded();
    }

    @Test
    void control_c_closes_a_dialog_first() {
        ui.press("d", "ctrl-c").expectNotOnScreen("remove web?").press("ctrl-c").expectEnded();
    }

    @Test
    void suspends_and_draws_anew() {
        ui.press("ctrl-z").expectSuspended().press("ctrl-l").expectRedrawn();
    }

    @Test
    void pasted_text_does_not_act_as_keys() {
        ui.paste("dyq").expectCalls().expectSelected("web");
        ui.press("d").paste("y").expectCalls();
    }

    @Nested
    final class Filter {
        @Test
        void narrows_while_typed_and_stays_after_enter() {
            ui.press("/")
                    .type("jo")
                    .expectSelected("job")
                    .expectNotOnScreen("db ")
                    .expectStatus("/jo");
            ui.press("enter").expectScreen("/jo 1 of 3").press("s", "y").expectCalls("stop job 10");
        }

        @Test
        void is_cleared_by_escape_while_typed_and_after() {
            ui.press("/").type("jo").press("esc").expectScreen("web", "db", "job");
            ui.press("/")
                    .type("jo")
                    .press("enter", "esc")
                    .expectScreen("web", "db", "job")
                    .expectSelected("job");
        }

        @Test
        void says_when_nothing_matches() {
            ui.press("/").type("zzz").press("enter").expectScreen("no container holds \"zzz\": Esc clears the filter");
        }

        @Test
        void takes_pasted_text_and_lets_the_arrows_move() {
            ui.press("/").paste("b\nx").expectSelected("web").press("down").expectSelected("db");
        }
    }

    @Test
    void other_graphs_come_in_turn_and_a_wide_screen_has_more_of_them() {
        Ui ui = Ui.over(new FakeEngine().with("web")).poll(3).expectScreen("web cpu", "web memory");
        ui.press("o")
                .expectScreen("web memory", "web waiting cpu 30% mem 2% disk 0%")
                .expectNotOnScreen("web cpu");
        ui.press("o").expectScreen("web waiting", "web disks in 1M/s out 256K/s");
        ui.press("o").expectScreen("web disks", "web network in 29K/s out 8.8K/s");
        ui.press("o", "o")
                .expectScreen("web pids 3 of 64", "web cpu")
                .press("L")
                .expectScreen("web cpu", "web memory");
        ui.press("esc", "o").resize(100, 30).expectScreen("web cpu", "web memory", "waiting cpu 30%");
        ui.resize(160, 40).expectScreen("web cpu", "web memory", "web waiting", "web disks");
    }

    @Test
    void graphs_show_more_time_and_earlier_time() {
        Ui ui = Ui.over(new FakeEngine().with("web")).poll(200);
        ui.expectScreen("-65s", "now")
                .press("-")
                .expectScreen("-2m", "now")
                .press("-", "-")
                .expectScreen("-3m");
        ui.press("+", "+", "+", ",").expectScreen("-85s", "-20s").expectNotOnScreen("now");
        ui.press(".").expectScreen("-65s", "now");
    }
}
