package shibafu.tui.term;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shibafu.pty.vt.MouseEvent;
import shibafu.tui.draw.Size;
import shibafu.tui.flow.Msg;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.Keymap;

class ShellsTest {
    private static final Size SIZE = new Size(40, 10);

    private final PipedOutputStream fingers = new PipedOutputStream();
    private final BlockingQueue<Msg> messages = new LinkedBlockingQueue<>();
    private Shells shells;

    @BeforeEach
    void sit_down() throws IOException {
        Keyboard keyboard = new Keyboard(new PipedInputStream(fingers), messages::add);
        shells = new Shells(keyboard, messages::add, Map.of("PATH", "/usr/bin:/bin"), Keymap.BUILT_IN);
        keyboard.start();
    }

    @AfterEach
    void stand_up() throws IOException {
        shells.close();
        fingers.close();
    }

    @Test
    void keys_come_back_when_the_shell_that_had_them_never_started() throws Exception {
        shells.focus(1, false);
        shells.close(1);
        type("q");
        assertThat(next()).isEqualTo(new Msg.KeyPressed(Key.typed('q')));
    }

    @Test
    void keys_stay_where_they_are_when_another_shell_never_started() throws Exception {
        shells.focus(2, false);
        shells.close(1);
        type("q\u001d");
        assertThat(next()).isEqualTo(new Msg.ShellLeft());
    }

    @Test
    void what_was_typed_before_a_shell_started_goes_in_first() throws Exception {
        shells.focus(1, false);
        type("exit 7\n\u001d");
        assertThat(next()).isEqualTo(new Msg.ShellLeft());
        shells.open(1, "web", List.of("sh"), SIZE);
        Msg msg = next();
        while (!(msg instanceof Msg.ShellEnded)) {
            msg = next();
        }
        assertThat(((Msg.ShellEnded) msg).exitCode()).isEqualTo(7);
    }

    @Test
    void the_key_that_leaves_goes_to_the_program_if_it_comes_twice() throws Exception {
        shells.focus(1, false);
        shells.open(1, "web", List.of("sh", "-c", "stty raw -echo; echo ready; od -An -tx1 -N2; sleep 60"), SIZE);
        awaitScreen("ready");
        type("\u001d\u001da");
        awaitScreen("1d 61");
        type("\u001d");
        while (!(next() instanceof Msg.ShellLeft)) {}
    }

    @Test
    void a_drag_over_a_program_that_wants_no_mouse_is_told_with_all_there_is() throws Exception {
        shells.focus(1, false);
        shells.open(1, "web", List.of("sh", "-c", "echo here; sleep 60"), SIZE);
        awaitScreen("here");
        shells.mouse(1, MouseEvent.of(MouseEvent.Action.PRESSED, MouseEvent.Button.LEFT, 0, 1));
        shells.mouse(1, MouseEvent.of(MouseEvent.Action.MOVED, MouseEvent.Button.LEFT, 0, 3));
        Msg msg = next();
        while (!(msg instanceof Msg.DragBegan)) {
            msg = next();
        }
        Msg.DragBegan began = (Msg.DragBegan) msg;
        assertThat(began.from().column()).isEqualTo(1);
        assertThat(began.transcript().line(0)).isEqualTo("here");
    }

    private void awaitScreen(String part) throws InterruptedException {
        String screen = "";
        while (!screen.contains(part)) {
            if (next() instanceof Msg.ShellScreen shown) {
                screen = IntStream.range(0, shown.screen().rows())
                        .mapToObj(shown.screen()::row)
                        .collect(Collectors.joining("\n"));
            }
        }
    }

    private void type(String text) throws IOException {
        fingers.write(text.getBytes(UTF_8));
        fingers.flush();
    }

    private Msg next() throws InterruptedException {
        Msg msg = messages.poll(10, TimeUnit.SECONDS);
        assertThat(msg).as("a message within ten seconds").isNotNull();
        return msg;
    }
}
