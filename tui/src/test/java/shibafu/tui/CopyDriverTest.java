package shibafu.tui;

import static shibafu.pty.vt.MouseEvent.Action.MOVED;
import static shibafu.pty.vt.MouseEvent.Action.PRESSED;
import static shibafu.pty.vt.MouseEvent.Action.RELEASED;
import static shibafu.pty.vt.MouseEvent.Button.LEFT;
import static shibafu.pty.vt.MouseEvent.Button.WHEEL_UP;

import org.junit.jupiter.api.Test;

/// Copying from a pane by keys: the text stands still while the program goes on.
final class CopyDriverTest {
    private final Ui ui = Ui.over(new FakeEngine().with("web"))
            .press("e")
            .shellPrints(1, numbers(1, 30) + "\033[31mlast\033[0m words")
            .leaveShell()
            .press("f");

    @Test
    void begins_where_the_program_has_its_cursor() {
        ui.expectScreen("number 30", "last words", " COPY ", "line 31 of 31").expectFooter("y copy");
    }

    @Test
    void takes_what_is_marked() {
        ui.press("0", "v", "l", "l", "l", "y").expectCopied("last").expectStatus("copied \"last\"");
        ui.press("j").expectNotOnScreen(" COPY ");
    }

    @Test
    void takes_the_line_if_nothing_is_marked() {
        ui.press("k", "k", "enter").expectCopied("number 29");
    }

    @Test
    void reaches_into_the_history() {
        ui.press("g").expectScreen("number 1", "line 1 of 31").press("V", "j", "j", "y");
        ui.expectCopied("number 1\nnumber 2\nnumber 3").expectStatus("copied 3 lines");
    }

    @Test
    void goes_to_what_is_searched_for() {
        ui.press("/")
                .type("number 1")
                .expectScreen("/number 1")
                .press("enter")
                .expectScreen("11 found", "line 19 of 31");
        ui.press("n").expectScreen("line 18 of 31").press("N", "N").expectScreen("line 1 of 31");
        ui.press("/").type("nowhere").press("enter").expectScreen("not found", "line 1 of 31");
    }

    @Test
    void stands_still_while_the_program_goes_on() {
        ui.shellPrints(1, "\r\n" + numbers(31, 60)).expectScreen("last words").expectNotOnScreen("number 60");
        ui.press("esc").expectScreen("number 60").expectCopied();
    }

    @Test
    void refuses_more_than_a_terminal_takes() {
        ui.press("esc").shellPrints(1, ("\r\n" + "x".repeat(70)).repeat(1000)).press("f", "g", "V", "G", "y");
        ui.expectStatus("KiB are more than the 64 KiB that terminals take").expectCopied();
    }

    @Test
    void a_drag_selects_and_its_end_copies_while_the_shell_keeps_the_keys() {
        ui.press("esc", "e").drag(1, 5, 0, 5, 3).expectScreen(" COPY ");
        ui.mouse(MOVED, LEFT, 9, 18).mouse(RELEASED, LEFT, 9, 18).expectCopied("number 29");
        ui.expectNotOnScreen(" COPY ").expectFooter("^] leaves");
    }

    @Test
    void a_drag_beyond_the_edge_looks_back() {
        ui.press("esc", "e").drag(1, 0, 7, 0, 3).mouse(MOVED, LEFT, 1, 12).expectScreen("number 23");
        ui.mouse(MOVED, LEFT, 1, 12).mouse(RELEASED, LEFT, 1, 12);
        ui.expectStatus("copied 4 lines");
    }

    @Test
    void a_drag_whose_end_was_not_seen_ends_with_the_next_press() {
        ui.press("esc", "e").drag(1, 0, 5, 0, 3).expectScreen(" COPY ").mouse(PRESSED, LEFT, 5, 15);
        ui.expectNotOnScreen(" COPY ").expectCopied();
    }

    @Test
    void the_mouse_moves_the_cursor_while_one_copies_by_keys() {
        ui.mouse(PRESSED, LEFT, 1, 13).expectScreen("line 24 of 31").wheel(WHEEL_UP, 5, 15);
        ui.expectScreen("line 21 of 31").press("y").expectCopied("number 21");
    }

    private static String numbers(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i <= to; i++) {
            text.append("number ").append(i).append("\r\n");
        }
        return text.toString();
    }
}
