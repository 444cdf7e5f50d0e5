package shibafu.tui;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.ContainerEvent.Victim;
import shibafu.engine.state.ContainerStatus;
import shibafu.tui.flow.Msg;

/// What one does with the graphs.
final class GraphsDriverTest {
    private final Ui ui = Ui.over(ScreensTest.engine()).poll(60);

    @Nested
    class Marks {
        @Test
        void are_set_in_turn_and_stand_in_every_graph() {
            ui.press("m").expectStatus("mark A set at 12:01:01");
            ui.poll(10).press("m").expectStatus("mark B set at");
            ui.poll(10).press("m").expectStatus("mark A set at");
        }

        @Test
        void are_compared_with_what_came_after() {
            ui.press("j", "m")
                    .poll(20)
                    .press("L", "tab", "tab", "tab", "tab")
                    .type("0.2")
                    .press("enter", "esc", "m");
            ui.poll(20).press("=", "z").expectScreen("A..B", "B..now", "cpu cores");
        }

        @Test
        void go_on_being_compared_while_time_goes_on() {
            ui.press("m").poll(5).press("=").expectScreen("before A 12:00:56 +5s", "A..now 12:01:01 +5s");
            ui.poll(2).expectScreen("A..now 12:01:01 +7s");
        }

        @Test
        void are_asked_for_where_there_are_none() {
            ui.press("=").expectScreen("nothing to compare yet: m sets mark A");
        }
    }

    @Nested
    class Cursor {
        @Test
        void tells_values_and_processes_of_its_moment() {
            ui.press("j").poll(5).press("c", "left", "left").expectStatus("burn-cpu[4003]");
        }

        @Test
        void stays_at_its_moment_until_it_is_taken_away() {
            ui.press("c", "left").expectStatus("12:01:00");
            ui.poll(30).expectStatus("12:01:00").expectScreen(" at 12:01:00 ┘").expectNotOnScreen(" now ┘");
            ui.press("c").expectScreen(" now ┘");
        }

        @Test
        void goes_out_of_sight_of_nothing() {
            for (int i = 0; i < 55; i++) {
                ui.press("left");
            }
            ui.press("c");
            for (int i = 0; i < 55; i++) {
                ui.press("left");
            }
            ui.expectStatus("12:00:01");
        }

        @Test
        void tells_who_was_killed() {
            Instant at = FakeEngine.EPOCH.plusSeconds(58);
            ui.tell(new Msg.Happened(new ContainerEvent.OomKilled(
                    at, "memory", Optional.of(new Victim(77, "hog", OptionalLong.of(90 << 20))), Optional.empty())));
            ui.press("c", "left", "left").expectStatus("hog");
        }

        @Test
        void knows_of_a_shell_that_was_opened() {
            ui.press("e")
                    .leaveShell()
                    .poll(1)
                    .press("c", "left")
                    .expectStatus("shell opened")
                    .expectScreen("S");
        }

        @Test
        void says_where_no_processes_were_kept() {
            ui.press("j", "c", "left").expectStatus("its processes are not known");
        }
    }

    @Nested
    class AnotherContainer {
        @Test
        void is_drawn_beside_the_one_that_is_chosen() {
            ui.press("j", "w").expectStatus("cpu is drawn beside the one that is chosen");
            ui.press("k").poll(8).expectScreen("•cpu 0.");
            ui.press("j", "w").expectStatus("cpu is no longer drawn beside").expectNotOnScreen("•cpu");
        }

        @Test
        void is_compared_over_the_time_that_is_shown() {
            ui.press("j", "w", "k", "=").expectScreen("memory 12:00:01 +60s", "cpu 12:00:01 +60s");
        }
    }

    @Test
    void the_y_axis_fits_the_data_if_asked_to() {
        ui.press("j").expectScreen(" 64M┤").press("Y").expectScreen("memory 3M of 64M, y to data", "3.3M┤");
        ui.press("Y").expectScreen(" 64M┤").expectNotOnScreen("y to data");
    }

    @Test
    void the_palette_sets_scale_and_second_container_by_name() {
        ui.press(":").type("scale data").press("enter").expectScreen("y to data");
        ui.press(":").type("scale limit").press("enter").expectNotOnScreen("y to data");
        ui.press(":")
                .type("scale sideways")
                .press("enter")
                .expectScreen(":scale takes data or limit, not \"sideways\"");
        ui.press("esc").press(":").type("with cpu").press("enter").expectScreen("•cpu");
        ui.press(":").type("with").press("enter").expectNotOnScreen("•cpu");
    }

    @Test
    void zero_goes_back_to_now() {
        ui.press("-", "left", "c").expectNotOnScreen(" now ┘").press("0").expectScreen(" now ┘", "-60s");
    }

    @Test
    void one_that_has_stopped_has_a_past_still() {
        FakeEngine engine = ScreensTest.engine();
        Ui stopped = Ui.over(engine).poll(20);
        engine.is("memory", ContainerStatus.STOPPED);
        stopped.poll(5).press("c", "left").expectStatus("fill-memory");
    }
}
