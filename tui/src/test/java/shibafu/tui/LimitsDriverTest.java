package shibafu.tui;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import shibafu.engine.service.LimitChange;
import shibafu.tui.flow.Msg;

/// Changing limits of a running container, key by key.
final class LimitsDriverTest {
    private static final long MEBIBYTE = 1 << 20;

    private final FakeEngine engine = new FakeEngine()
            .with("web", "sleep 1000", 100 * MEBIBYTE, 50_000, n -> 60 * MEBIBYTE, n -> 100)
            .with("db");
    private final Ui ui = Ui.over(engine).poll(3);

    @Test
    void nothing_is_written_before_enter_but_the_graph_shows_what_would_be() {
        ui.press("L").type("200m").expectCalls().expectScreen("200M┤╌╌╌", "100M┤");
    }

    @Test
    void applies_what_was_typed_and_leaves_the_rest() {
        ui.press("L").type("64m").press("enter").expectCalls("update web memory=67108864 quota=- pids=-");
        ui.expectScreen("the kernel took it: web now has memory 64M").poll().expectScreen("now 64M", "60M of 64M");
    }

    @Test
    void takes_cores_hundredths_and_no_limit() {
        ui.press("L", "tab").type("0.25").press("tab").type("max").press("enter");
        ui.expectCalls("update web memory=- quota=25000 pids=-1");
        ui.press("up").type("75%").press("enter");
        ui.expectCalls("update web memory=- quota=25000 pids=-1", "update web memory=- quota=75000 pids=-");
    }

    @Test
    void hundredths_of_memory_are_of_the_limit_that_holds() {
        ui.press("L").type("50%").press("enter").expectCalls("update web memory=52428800 quota=- pids=-");
    }

    @Test
    void shows_what_the_kernel_answered() {
        engine.refuse("update", "write 1048576 to memory.limit_in_bytes: device or resource busy (EBUSY)");
        ui.press("L").type("1m").press("enter");
        ui.expectScreen("write 1048576 to memory.limit_in_bytes: device or resource busy (EBUSY)", "[1m ");
    }

    @Test
    void asks_before_the_kernel_must_kill_and_is_answered_no_unless_told_otherwise() {
        engine.mustKillBelow(60 * MEBIBYTE);
        ui.press("L").type("8m").press("enter");
        ui.expectScreen("its programs hold too much. Set it all the same?")
                .press("enter")
                .expectCalls("update web memory=8388608 quota=- pids=-");
        ui.press("L").type("8m").press("enter", "y");
        ui.expectCalls(
                "update web memory=8388608 quota=- pids=-",
                "update web memory=8388608 quota=- pids=-",
                "update web memory=8388608 quota=- pids=- force");
        ui.expectScreen("web now has memory 8M");
    }

    @Test
    void warns_of_a_limit_below_what_is_in_use() {
        ui.press("L").type("20m").expectScreen("cannot be reclaimed");
        ui.press("ctrl-u").type("55m").expectScreen("must be reclaimed").expectCalls();
    }

    @Test
    void says_what_is_no_amount_while_it_is_typed_and_on_enter() {
        ui.press("L").type("64x").expectScreen("\"64x\" is not memory like");
        ui.press("enter").expectCalls().expectScreen("\"64x\" is not memory like");
        ui.press("ctrl-u", "enter").expectScreen("nothing to change").expectCalls();
    }

    @Test
    void belongs_to_the_container_it_was_opened_on() {
        ui.press("L").type("32m");
        engine.remove("web", true);
        ui.poll().expectScreen("limits of web").expectSelected("db");
        ui.press("esc").expectNotOnScreen("limits of web");
    }

    @Test
    void a_change_shows_as_an_event_and_as_a_step_of_the_line() {
        ui.poll(6).press("L").type("80m").press("enter", "esc").poll(6).expectScreen("L··");
    }

    @Test
    void shows_the_file_and_the_value_before_they_are_written() {
        ui.press("L")
                .type("64m")
                .expectScreen("Enter writes memory.max = 67108864")
                .expectCalls();
        ui.press("tab").type("0.5").expectScreen("Enter writes memory.max = 67108864, cpu.max = 50000 100000");
        ui.type("x").expectNotOnScreen("Enter writes");
    }

    @Test
    void takes_the_last_change_back_and_again() {
        ui.press("L", "ctrl-z").expectScreen("nothing was changed here").expectCalls();
        ui.type("64m").press("enter").poll().press("ctrl-z");
        ui.expectCalls("update web memory=67108864 quota=- pids=-", "update web memory=104857600 quota=- pids=-");
        ui.expectScreen("web now has memory 100M").poll().press("ctrl-z").expectScreen("web now has memory 64M");
    }

    @Test
    void an_answer_that_comes_too_late_is_dropped() {
        ui.press("L").type("64m").expectScreen("Enter writes memory.max = 67108864");
        LimitChange other =
                new LimitChange(OptionalLong.of(64), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        ui.tell(new Msg.Previewed("web", other, "memory.max = 64")).expectScreen("Enter writes memory.max = 67108864");
    }
}
