package shibafu.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpawnTest {
    private static final Path SHELL = Path.of("/bin/sh");

    @Test
    void a_child_has_our_environment_and_our_directory() throws IOException {
        assertThat(said("pwd -P")).isEqualTo(Path.of("").toRealPath() + "\n");
        assertThat(said("printf '%s' \"$PATH\"")).isEqualTo(System.getenv("PATH"));
    }

    @Test
    void a_child_has_the_descriptors_it_was_given_and_no_other() throws IOException {
        try (Descriptor extra = Descriptor.both(Path.of("/dev/null"))) {
            List<String> numbers = Arrays.asList(
                    said("ls /proc/$$/fd", spawn -> spawn.descriptor(7, extra)).split("\n", -1));
            assertThat(numbers).contains("0", "1", "2", "7").doesNotContain(Integer.toString(extra.number()), "8", "9");
        }
    }

    @Test
    void a_child_blocks_no_signal() throws IOException {
        assertThat(said("exec grep SigBlk /proc/self/status")).isEqualTo("SigBlk:\t0000000000000000\n");
    }

    @Test
    void what_is_written_to_a_pipe_is_read_by_the_child() throws IOException {
        try (Pipe pipe = Pipe.open()) {
            try (var out = pipe.out()) {
                out.write("through".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(said("head -c 7", spawn -> spawn.descriptor(0, pipe.reading())))
                    .isEqualTo("through");
        }
    }

    @ParameterizedTest
    @CsvSource({"exit 0, 0", "exit 7, 7", "exit 255, 255", "kill -TERM $$, 143", "kill -KILL $$, 137"})
    void the_end_of_a_child_is_told_to_all_who_wait(String script, int code) throws Exception {
        try (Spawn spawn = new Spawn(SHELL, List.of("-c", script))) {
            Child child = spawn.start();
            assertThat(child.exitCode()).isEmpty();
            child.reapLater();
            assertThat(child.waitFor()).isEqualTo(code);
            assertThat(child.exitCode()).hasValue(code);
            assertThat(Path.of("/proc/" + child.pid())).doesNotExist();
        }
    }

    @Test
    void a_program_that_is_missing_is_named() throws IOException {
        try (Spawn spawn = new Spawn(Path.of("/no/such/program"), List.of())) {
            assertThatThrownBy(spawn::start)
                    .isInstanceOf(SystemCallException.class)
                    .hasMessage("execute /no/such/program: no such file or directory");
        }
    }

    private interface Change {
        Spawn apply(Spawn spawn) throws IOException;
    }

    private static String said(String script) throws IOException {
        return said(script, spawn -> spawn);
    }

    private static String said(String script, Change change) throws IOException {
        try (Pipe pipe = Pipe.open();
                InputStream in = pipe.in();
                Spawn spawn = new Spawn(SHELL, List.of("-c", script))) {
            Child child = change.apply(spawn).descriptor(1, pipe.writing()).start();
            pipe.writing().close();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.reap()).isZero();
            return text;
        }
    }
}
