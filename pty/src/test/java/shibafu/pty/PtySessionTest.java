package shibafu.pty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// On real pseudo terminals.
@Timeout(30)
final class PtySessionTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "TERM", "xterm-256color", "SHIBAFU", "七");
    private static final WindowSize SIZE = new WindowSize(80, 24);

    @Test
    void echoes_what_is_typed_to_cat() throws IOException {
        try (PtySession session = start("cat")) {
            session.input().write("grüße 柴\n".getBytes(UTF_8));
            session.input().flush();
            // Once from the terminal's echo, once from cat.
            assertThat(readUntil(session, "柴\r\ngrüße 柴\r\n")).startsWith("grüße 柴");
        }
    }

    // What a session's leader writes right before its end may be lost (the kernel flushes a terminal that is hung
    // up), so those that are listened to live on for a moment.

    @Test
    void program_sees_the_size_it_was_started_with_and_each_new_one() throws IOException {
        try (PtySession session = start("sh", "-c", "stty size; read line; stty size; read line")) {
            assertThat(readUntil(session, "\n")).isEqualTo("24 80\r\n");
            session.resize(new WindowSize(101, 43));
            session.input().write('\n');
            session.input().flush();
            assertThat(readUntil(session, "43 101")).contains("43 101");
        }
    }

    @Test
    void resize_sends_a_window_change_signal() throws IOException {
        try (PtySession session =
                start("sh", "-c", "trap 'echo changed' WINCH; echo ready; while :; do sleep 0.1; done")) {
            readUntil(session, "ready");
            session.resize(new WindowSize(90, 30));
            assertThat(readUntil(session, "changed")).contains("changed");
        }
    }

    @Test
    void hands_over_the_exit_code() throws Exception {
        try (PtySession session = start("sh", "-c", "exit 7")) {
            assertThat(session.waitFor()).isEqualTo(7);
        }
    }

    @Test
    void reading_ends_when_the_program_does() throws Exception {
        try (PtySession session = start("sh", "-c", "echo bye; sleep 0.2")) {
            assertThat(new String(session.output().readAllBytes(), UTF_8)).isEqualTo("bye\r\n");
            assertThat(session.waitFor()).isZero();
        }
    }

    @Test
    void environment_is_the_given_one_and_nothing_else() throws Exception {
        try (PtySession session = start("sh", "-c", "env; sleep 0.2")) {
            assertThat(new String(session.output().readAllBytes(), UTF_8).lines())
                    .contains("SHIBAFU=七", "TERM=xterm-256color")
                    .noneMatch(line -> line.startsWith("HOME="));
        }
    }

    @Test
    void control_c_interrupts_the_program_in_front() throws Exception {
        try (PtySession session = start("sh", "-c", "trap 'exit 42' INT; echo ready; while :; do sleep 0.1; done")) {
            readUntil(session, "ready");
            session.input().write(3);
            session.input().flush();
            assertThat(session.waitFor()).isEqualTo(42);
        }
    }

    @Test
    void close_ends_even_a_program_that_ignores_the_hangup() throws Exception {
        PtySession session = start("sh", "-c", "trap '' HUP TERM; echo ready; while :; do sleep 0.1; done");
        readUntil(session, "ready");
        session.close();
        assertThat(session.waitFor()).isEqualTo(137);
        assertThat(session.isRunning()).isFalse();
        session.resize(SIZE);
    }

    @Test
    void missing_program_is_an_error_that_names_it() {
        assertThatThrownBy(() -> {
                    try (PtySession session = start("/nonexistent/program")) {
                        session.waitFor();
                    }
                })
                .isInstanceOf(PtyException.class)
                .hasMessage("start /nonexistent/program on a terminal: no such program");
    }

    @Test
    void leaves_no_temporary_directory_behind() throws Exception {
        try (PtySession session = start("true")) {
            session.waitFor();
        }
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("shibafu-pty-")))
                    .isEmpty();
        }
    }

    private static PtySession start(String... command) {
        return PtySession.start(List.of(command), ENVIRONMENT, SIZE);
    }

    private static String readUntil(PtySession session, String expected) throws IOException {
        byte[] seen = new byte[8192];
        int length = 0;
        while (!new String(seen, 0, length, UTF_8).contains(expected)) {
            int count = session.output().read(seen, length, seen.length - length);
            if (count < 0) {
                break;
            }
            length += count;
        }
        return new String(seen, 0, length, UTF_8);
    }
}
