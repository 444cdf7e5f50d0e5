package shibafu.tui;

import org.junit.jupiter.api.Test;
import shibafu.engine.state.ContainerStatus;

/// Several containers at a time.
final class MarksDriverTest {
    private final FakeEngine engine =
            new FakeEngine().with("web").with("db").with("job").with("done").is("done", ContainerStatus.STOPPED);
    private final Ui ui = Ui.over(engine);

    @Test
    void space_marks_and_moves_on_and_marks_stay_with_their_containers() {
        ui.press("space").expectSelected("db").press("j", "space").expectScreen(" *web", " *job", "2 marked");
        engine.remove("db", true);
        ui.poll().expectScreen(" *web", " *job", "2 marked");
        engine.remove("web", true);
        ui.poll().expectScreen("1 marked").press("U").expectNotOnScreen("marked");
    }

    @Test
    void the_same_key_once_more_takes_a_mark_away() {
        ui.press("space", "k", "space").expectNotOnScreen("marked");
    }

    @Test
    void stop_names_all_of_them_and_leaves_out_who_has_ended() {
        ui.press("space", "space", "G", "space", "s");
        ui.expectScreen("stop web, db? SIGTERM, then SIGKILL after 10 s; not done, which has");
        ui.press("enter").expectCalls().press("s", "y").expectCallsInAnyOrder("stop web 10", "stop db 10");
        ui.expectStatus("stopped web; stopped db").poll().expectScreen("3 marked");
    }

    @Test
    void one_that_fails_keeps_no_other_from_being_done_and_each_is_told() {
        engine.refuse("pause", "freeze container web: device or resource busy (EBUSY)");
        ui.press("space", "space", "p");
        ui.expectStatus("device or resource busy (EBUSY);");
        engine.refuse("pause", "");
        ui.press("p").expectCallsInAnyOrder("pause web", "pause db", "pause web", "pause db");
        ui.expectStatus("froze web; froze db");
        ui.poll().press("p").expectStatus("thawed web; thawed db");
        engine.remove("db", true);
        ui.press("p").expectStatus("find container db: there is none; thawed web");
    }

    @Test
    void remove_says_which_of_them_will_be_killed() {
        ui.press("space", "G", "space", "d")
                .expectScreen("remove web, done? web will be killed")
                .press("y");
        ui.expectCallsInAnyOrder("remove web force", "remove done");
    }

    @Test
    void many_names_are_wrapped_and_none_is_cut() {
        FakeEngine many = new FakeEngine();
        for (int i = 0; i < 14; i++) {
            many.with("container-number-" + i);
        }
        Ui all = Ui.over(many);
        for (int i = 0; i < 14; i++) {
            all.press("space");
        }
        all.press("s").expectScreen("container-number-0", "container-number-13?");
    }

    @Test
    void a_signal_is_chosen_by_name_and_asked_for() {
        ui.press("space", "space", "K")
                .expectStatus(":signal")
                .expectScreen("TERM", "USR1")
                .type("usr1");
        ui.press("enter").expectScreen("send SIGUSR1 to web, db?").press("y");
        ui.expectCallsInAnyOrder("kill web 10", "kill db 10").expectStatus("sent SIGUSR1 to web");
        ui.press("U", "K")
                .type("42")
                .press("enter")
                .expectScreen("send signal 42 to job?")
                .press("esc");
        ui.press("K").type("nonsense").press("enter").expectScreen(":signal takes TERM, INT");
    }

    @Test
    void marks_out_of_sight_are_not_meant() {
        ui.press("space", "/").type("job").press("enter", "s").expectStatus("all that are marked are out of sight");
        ui.expectCalls().press("U", "s").expectScreen("stop job?");
    }

    @Test
    void a_verb_without_marks_is_for_the_chosen_one() {
        ui.press("j", "s", "y").expectCalls("stop db 10");
    }
}
