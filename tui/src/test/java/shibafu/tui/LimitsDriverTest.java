package shibafu.tui;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.service.Limit;
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
    void marks_stay_in_sight() {
        ui.press("m").poll(4).expectScreen("·A·").press("L").expectScreen("·A·");
    }

    @Test
    void applies_what_was_typed_and_leaves_the_rest() {
        ui.press("L").type("64m").press("enter").expectCalls("update web memory=67108864 quota=- pids=-");
        ui.expectScreen("the kernel took it: web now has memory 64M").poll().expectScreen("[64M ", "60M of 64M");
    }

    @Test
    void takes_cores_hundredths_and_no_limit() {
        ui.press("L", "tab", "tab", "tab").type("max").press("tab").type("0.25").press("enter");
        ui.expectCalls("update web memory=- quota=25000 pids=-1");
        ui.type("75%").press("enter");
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
        ui.press("L").type("20m").expectScreen("now 60M: 40M must be reclaimed; anon 49M cannot fit");
        ui.press("ctrl-u")
                .type("55m")
                .expectScreen("5M must be reclaimed; anon 49M fits")
                .expectCalls();
        ui.press("ctrl-u").type("80m").expectScreen("fits, 20M stay free");
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
        ui.press("tab", "tab", "tab", "tab")
                .type("0.5")
                .expectScreen("Enter writes memory.max = 67108864, cpu.max = 50000 100000");
        ui.type("x").expectNotOnScreen("Enter writes");
    }

    @Test
    void takes_changes_back_step_by_step_even_after_the_editor_was_closed() {
        ui.press("L", "ctrl-z").expectScreen("nothing was changed here").expectCalls();
        ui.type("64m").press("enter").poll();
        ui.type("80m")
                .press("tab", "tab", "tab")
                .type("20")
                .press("enter", "esc")
                .poll();
        ui.press("L").expectScreen("u undoes 2 changes").press("u").poll();
        ui.expectScreen("web now has memory 64M, pids 64", "u undoes 1 change ")
                .press("u")
                .poll();
        ui.expectScreen("web now has memory 100M").press("u").expectScreen("nothing was changed here");
        ui.expectCalls(
                "update web memory=67108864 quota=- pids=-",
                "update web memory=83886080 quota=- pids=20",
                "update web memory=67108864 quota=- pids=64",
                "update web memory=104857600 quota=- pids=-");
    }

    @Test
    void a_refused_change_is_none_to_take_back() {
        engine.refuse("update", "write 5 to memory.max: device or resource busy");
        ui.press("L").type("64m").press("enter");
        engine.refuse("update", "");
        ui.press("u").expectScreen("nothing was changed here");
    }

    @ParameterizedTest
    @CsvSource({
        "left, 95M",
        "right, 105M",
        "shift-left, 75M",
        "shift-right, 125M",
        "h, 50M",
        "d, 200M",
        "left right, 100M",
        "h h, 25600K",
        "h left, 45M",
        "d u, 200M"
    })
    void steps_a_limit(String keys, String staged) {
        ui.press("L")
                .press(keys.split(" ", -1))
                .expectScreen("[" + staged + " ")
                .expectCalls();
    }

    @Test
    void zero_alone_takes_a_limit_away_but_is_typed_as_any_digit() {
        ui.press("L", "0", "enter").expectCalls("update web memory=-1 quota=- pids=-");
        ui.press("down", "down", "down", "down").type("0.5").expectScreen("Enter writes cpu.max = 50000 100000");
        ui.press("up", "up").type("0").expectScreen("memory.swap.max = 0");
    }

    @Test
    void a_step_from_no_limit_starts_from_what_is_used() {
        ui.press("j", "L", "d").expectScreen("[4096K ");
        ui.press("down", "left").expectScreen("[1946K ");
        ui.press("down", "down", "right").expectScreen("[67 ");
    }

    @Test
    void has_every_limit_that_the_machine_has() {
        ui.press("L", "down")
                .type("90m")
                .press("down")
                .type("10m")
                .press("down")
                .type("32");
        ui.press("down").type("0.25").press("down").type("50").press("down").type("200");
        ui.press("down")
                .type("1m")
                .press("down")
                .type("2m")
                .press("down")
                .type("30")
                .press("down")
                .type("40");
        ui.expectScreen("disk vda").press("enter");
        ui.expectCalls("update web memory=- quota=12500 pids=32 memory.high=94371840 memory.swap.max=10485760"
                + " cpu.max=50000 cpu.weight=200 io.max rbps=1048576 io.max wbps=2097152 io.max riops=30"
                + " io.max wiops=40");
    }

    @Test
    void a_new_period_keeps_the_share() {
        ui.press("L", "down", "down", "down", "down", "down").type("20");
        ui.expectScreen("Enter writes cpu.max = 10000 20000");
        ui.press("enter").expectScreen("the kernel took it: web now has cpu 0.50 cores");
    }

    @Test
    void shows_the_same_as_a_command() {
        ui.press("L").type("64m").expectScreen("$ shibafu update --memory 64m web");
        ui.press("down").type("max").press("down", "down", "down").type("0.25").press("down", "down", "down");
        ui.type("5m").expectScreen("$ shibafu update --memory 64m --cgroup-conf memory.high=max --cpu-quota …");
    }

    @Test
    void a_limit_that_this_machine_has_not_is_passed_over() {
        engine.onV1();
        ui.press("L").expectScreen("high   not here", "memory.limit_in_bytes").press("down");
        ui.expectScreen("memory.memsw.limit_in_bytes");
        ui.press("down", "down", "down", "down").type("2048").expectScreen("--cpu-shares 2048 web");
    }

    @Test
    void somebody_else_s_change_shows() {
        ui.press("L").expectScreen("[100M ");
        engine.update("web", LimitChange.NONE.with(Limit.MEMORY_MAX, 70 * MEBIBYTE), false);
        ui.tell(new Msg.Happened(new ContainerEvent.LimitChanged(
                        FakeEngine.EPOCH, "web", "memory.max", "104857600", "73400320")))
                .expectScreen("[70M ");
    }

    @Test
    void an_answer_that_comes_too_late_is_dropped() {
        ui.press("L").type("64m").expectScreen("Enter writes memory.max = 67108864");
        LimitChange other =
                new LimitChange(OptionalLong.of(64), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        ui.tell(new Msg.Previewed("web", other, "memory.max = 64")).expectScreen("Enter writes memory.max = 67108864");
    }
}
