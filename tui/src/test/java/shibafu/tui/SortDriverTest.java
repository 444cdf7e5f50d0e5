package shibafu.tui;

import org.junit.jupiter.api.Test;
import shibafu.engine.state.ContainerStatus;

/// Order, columns, and what is left out.
final class SortDriverTest {
    private static final long MEBIBYTE = 1 << 20;

    private final FakeEngine engine = new FakeEngine()
            .with("a", "sleep 1", 64 * MEBIBYTE, -1, n -> 2 * MEBIBYTE, n -> 100)
            .with("c", "sleep 2", 64 * MEBIBYTE, -1, n -> n < 20 ? MEBIBYTE : 9 * MEBIBYTE, n -> 300)
            .with("b", "sleep 3", 64 * MEBIBYTE, -1, n -> 5 * MEBIBYTE, n -> 200)
            .with("done")
            .is("done", ContainerStatus.STOPPED);
    private final Ui ui = Ui.over(engine).poll(3);

    @Test
    void letters_choose_and_the_header_says_which_way() {
        ui.press("C")
                .expectRows("c", "b", "a", "done")
                .expectScreen("CPU of LIM↓")
                .expectStatus("sorted by cpu");
        ui.press("C").expectRows("a", "b", "c", "done").expectScreen("CPU of LIM↑");
        ui.press("N")
                .expectRows("a", "b", "c", "done")
                .expectScreen("NAME↑")
                .press("I")
                .expectRows("done", "c", "b", "a");
        ui.press("M").expectRows("b", "a", "c", "done").expectScreen("MEM of LIM↓");
        ui.press("T").expectScreen("THR↓   MEM of LIM");
        ui.press(":").type("sort none").press("enter").expectRows("a", "c", "b", "done");
    }

    @Test
    void the_choice_stays_with_its_container() {
        ui.press("j")
                .expectSelected("c")
                .press("N")
                .expectSelected("c")
                .press("k")
                .expectSelected("b");
    }

    @Test
    void rows_stand_still_for_five_seconds_after_the_cursor_moved() {
        ui.press("M")
                .expectRows("b", "a", "c", "done")
                .poll(16)
                .press("j")
                .poll(3)
                .expectRows("b", "a", "c", "done");
        ui.poll(4).expectRows("c", "b", "a", "done").expectSelected("c");
    }

    @Test
    void those_that_have_ended_can_be_hidden() {
        ui.press("G")
                .expectSelected("done")
                .press("a")
                .expectNotOnScreen("done")
                .expectSelected("b");
        ui.expectScreen("ended hidden").press("a").expectScreen("done");
        Ui none = Ui.over(new FakeEngine().with("x").is("x", ContainerStatus.STOPPED))
                .press("a");
        none.expectScreen("all have ended and are hidden: a shows them");
    }

    @Test
    void columns_are_chosen_by_name() {
        ui.press(":").type("columns mem,pid,state").press("enter").expectScreen("MEM of LIM", "PID", "STATE");
        ui.expectNotOnScreen("CPU of LIM", "THR%");
        ui.press(":").type("columns all").press("enter").expectScreen("CPU of LIM", "THR%");
        ui.press(":").type("columns mem,size").press("enter").expectScreen(":columns takes all, or some of state,cpu,");
    }

    @Test
    void a_wide_screen_draws_what_was_used_lately() {
        Ui wide = Ui.over(ScreensTest.engine(), 200, 60).poll(45);
        wide.expectScreen("CPU LATELY", "PSI c/m/i");
    }
}
