package shibafu.tui;

import static shibafu.pty.vt.MouseEvent.Action.MOVED;
import static shibafu.pty.vt.MouseEvent.Action.PRESSED;
import static shibafu.pty.vt.MouseEvent.Action.RELEASED;
import static shibafu.pty.vt.MouseEvent.Button.LEFT;
import static shibafu.pty.vt.MouseEvent.Button.RIGHT;
import static shibafu.pty.vt.MouseEvent.Button.WHEEL_DOWN;
import static shibafu.pty.vt.MouseEvent.Button.WHEEL_UP;

import org.junit.jupiter.api.Test;

/// What a person does with the mouse.
final class MouseDriverTest {
    private static final String SHELL = "shibafu exec -it x sh";

    private final FakeEngine engine =
            new FakeEngine().with("web").with("db").with("job").shell("shibafu", "exec", "-it", "x", "sh");
    private final Ui ui = Ui.over(engine);

    @Test
    void a_click_chooses_a_row() {
        ui.click("db ").expectSelected("db").expectSelected("db");
        ui.mouse(PRESSED, RIGHT, 3, 2)
                .expectSelected("db")
                .mouse(RELEASED, LEFT, 3, 2)
                .expectSelected("db");
    }

    @Test
    void a_click_on_a_title_sorts_by_its_column() {
        ui.click("NAME").expectRows("db", "job", "web").click("NAME").expectRows("web", "job", "db");
        ui.click("MEM of").expectScreen("MEM of LIM↓").click("STATE").expectScreen("MEM of LIM↓");
    }

    @Test
    void a_click_does_a_line_of_the_palette() {
        ui.press(":").type("shell").click("new-shell").expectFooter("leave").expectShells("open 1 78x8: " + SHELL);
        ui.leaveShell().press(":").wheel(WHEEL_DOWN, 10, 15).expectScreen("2 of ");
    }

    @Test
    void the_wheel_moves_over_the_list_and_zooms_over_a_graph() {
        ui.wheel(WHEEL_DOWN, 10, 3)
                .wheel(WHEEL_DOWN, 10, 3)
                .expectSelected("job")
                .wheel(WHEEL_UP, 10, 3);
        ui.expectSelected("db")
                .poll(200)
                .expectScreen("-65s")
                .wheel(WHEEL_DOWN, 10, 10)
                .expectScreen("-2m");
        ui.wheel(WHEEL_UP, 10, 10).expectScreen("-65s");
    }

    @Test
    void a_label_of_the_footer_is_its_key() {
        ui.click("n new")
                .expectFooter("Tab")
                .click("close")
                .expectFooter("n new")
                .click("? help");
        ui.expectScreen("freeze or thaw it").wheel(WHEEL_DOWN, 10, 10).expectNotOnScreen("new container");
    }

    @Test
    void a_question_is_answered_by_a_click() {
        ui.press("s").click(" No ").expectCalls().expectNotOnScreen("stop web?");
        ui.press("s").click(" yes ").expectCalls("stop web 10");
    }

    @Test
    void a_click_enters_a_shell_and_one_outside_leaves_it() {
        ui.press("e").leaveShell().click("[sh web]").expectScreen("^] leaves");
        ui.click("job ").expectSelected("job").expectScreen("e enters");
        ui.expectShells("open 1 78x8: " + SHELL, "focus 1", "leave");
    }

    @Test
    void over_a_shell_that_has_the_keys_the_mouse_is_its() {
        ui.press("e").mouse(PRESSED, LEFT, 11, 15).mouse(MOVED, LEFT, 79, 23).mouse(RELEASED, LEFT, 0, 0);
        ui.wheel(WHEEL_UP, 11, 15).wheel(WHEEL_DOWN, 10, 3);
        ui.expectShells(
                "open 1 78x8: " + SHELL,
                "mouse 1 PRESSED LEFT 10,2",
                "mouse 1 MOVED LEFT 77,7",
                "mouse 1 RELEASED LEFT 0,0",
                "mouse 1 PRESSED WHEEL_UP 10,2");
        ui.expectSelected("db");
    }

    @Test
    void of_two_shells_the_one_that_is_clicked_is_entered() {
        Ui wide = Ui.over(engine, 200, 50).press("e").leaveShell().press("j", "e");
        wide.mouse(PRESSED, LEFT, 10, 40)
                .expectShells("open 1 198x18: " + SHELL, "open 2 98x18: " + SHELL, "leave", "focus 1");
    }

    @Test
    void can_be_left_to_the_terminal() {
        ui.press(":").type("mouse off").press("enter").expectStatus("mouse off").expectShells("mouse off");
        ui.press(":").type("mouse 1").press("enter").expectScreen(":mouse takes on or off, not \"1\"");
    }
}
