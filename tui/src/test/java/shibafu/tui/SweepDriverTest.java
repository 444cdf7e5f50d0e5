package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import shibafu.engine.state.ContainerStatus;

/// A limit that goes through a range, from the command to the table.
final class SweepDriverTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final String SWEEP = "memory.max 100M..40M step 30M hold 3s";

    private final FakeEngine engine = new FakeEngine()
            .with("web", "sleep 1000", 100 * MEBIBYTE, 50_000, n -> 60 * MEBIBYTE, n -> 400 + n % 3 * 200L)
            .with("db");
    private final Ui ui = Ui.over(engine).poll(3);

    @Test
    void sets_each_value_holds_it_and_sets_the_limit_back() {
        ui.sweep(SWEEP).expectCalls("update web memory=104857600 quota=- pids=-");
        ui.poll(3).expectStatus("sweep of web: memory 100M (1 of 3), 1s left; Esc ends it");
        ui.poll()
                .expectCalls("update web memory=104857600 quota=- pids=-", "update web memory=73400320 quota=- pids=-");
        ui.poll(8)
                .expectCalls(
                        "update web memory=104857600 quota=- pids=-",
                        "update web memory=73400320 quota=- pids=-",
                        "update web memory=41943040 quota=- pids=-",
                        "update web memory=104857600 quota=- pids=- force");
        ui.expectScreen("memory.max: 3 of 3 steps, 3s each", "the limit is as it was: memory 100M");
        assertThat(ui.screen().lines().filter(line -> line.matches("│ +(100M|70M|40M) .*│")))
                .hasSize(3);
    }

    @Test
    void the_table_can_be_saved_and_seen_again() {
        ui.sweep(SWEEP).poll(12).expectFooter("^S save").press("ctrl-s");
        assertThat(ui.saves()).singleElement().asString().startsWith("sweep-web.csv\nmemory.max,seconds,cores_mean");
        assertThat(ui.saves().getFirst().lines()).hasSize(5);
        ui.press("esc").expectNotOnScreen("memory.max: 3 of 3").sweep("").expectScreen("memory.max: 3 of 3 steps");
    }

    @Test
    void esc_ends_it_and_sets_the_limit_back() {
        ui.sweep(SWEEP).poll(6).press("esc");
        ui.expectCalls(
                "update web memory=104857600 quota=- pids=-",
                "update web memory=73400320 quota=- pids=-",
                "update web memory=104857600 quota=- pids=- force");
        ui.expectScreen("2 of 3 steps, 3s each", "│cut short ");
    }

    @Test
    void the_end_of_the_screen_sets_the_limit_back() {
        ui.sweep(SWEEP).poll(6).end();
        ui.expectCalls(
                "update web memory=104857600 quota=- pids=-",
                "update web memory=73400320 quota=- pids=-",
                "update web memory=104857600 quota=- pids=- force");
    }

    @Test
    void the_end_of_the_screen_leaves_alone_what_was_set_back() {
        ui.sweep(SWEEP).poll(12).end();
        assertThat(engine.calls()).hasSize(4);
    }

    @Test
    void a_refused_value_ends_it() {
        ui.sweep(SWEEP).poll(3);
        engine.refuse("update", "write 73400320 to memory.max: device or resource busy");
        ui.poll();
        engine.refuse("update", "");
        ui.expectScreen("could not be set back").poll(3);
        assertThat(ui.screen()).contains("1 of 3 steps");
    }

    @Test
    void a_value_that_would_kill_needs_to_be_forced() {
        engine.mustKillBelow(50 * MEBIBYTE);
        ui.sweep(SWEEP).poll(12).expectScreen("2 of 3 steps", "its programs hold too much");
        ui.press("esc").sweep(SWEEP + " force").poll(12).expectScreen("3 of 3 steps");
    }

    @Test
    void the_end_of_its_main_process_ends_it() {
        ui.sweep(SWEEP).poll(5);
        engine.is("web", ContainerStatus.STOPPED);
        ui.poll().expectScreen("2 of 3 steps, 3s each", "│it ended: exit 137");
        ui.expectCalls("update web memory=104857600 quota=- pids=-", "update web memory=73400320 quota=- pids=-");
    }

    @Test
    void only_one_at_a_time_and_only_of_what_runs() {
        ui.sweep(SWEEP).sweep(SWEEP).poll().press("esc", "esc");
        engine.is("web", ContainerStatus.STOPPED);
        ui.poll().sweep(SWEEP).expectStatus("choose a container that runs");
        ui.sweep("memory.max").expectStatus("a sweep is written as");
    }

    @Test
    void others_can_be_worked_with_meanwhile() {
        ui.sweep(SWEEP).poll().press("j", "p").expectStatus("sweep of web");
        assertThat(engine.calls()).contains("pause db");
        ui.press("L")
                .poll(12)
                .expectScreen("limits of db")
                .press("esc")
                .sweep("")
                .expectScreen("3 of 3 steps");
    }

    @Test
    void cores_are_swept_with_their_period() {
        ui.sweep("cpu.max 0.5..0.3 step 0.1 hold 2s").poll(12);
        ui.expectCalls(
                "update web memory=- quota=50000 pids=-",
                "update web memory=- quota=40000 pids=-",
                "update web memory=- quota=30000 pids=-",
                "update web memory=- quota=50000 pids=- force");
        ui.expectScreen("0.50", "0.40", "0.30");
    }
}
