package shibafu.tui.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shibafu.pty.vt.VtTerminal;
import shibafu.tui.flow.Msg;

/// Recordings that are torn, cut short, or made to do harm.
final class TapeReaderTest {
    private static final String META =
            "{\"format\":1,\"start\":\"2026-11-23T12:00:00Z\",\"zone\":\"UTC\",\"theme\":\"mono\"}";
    private static final String HEADER = "seconds,time,container,cpu_usage_us,memory_bytes,pids\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void recording() throws IOException {
        write("meta.json", META);
        write("samples.csv", HEADER + "1.0,t,web,1000,2000,3\n2.0,t,web,2000,3000,3\n");
        write(
                "events.jsonl",
                "{\"seconds\":0,\"event\":\"listed\",\"containers\":[{\"id\":\"web\",\"status\":\"running\"}]}\n");
        write("limits.jsonl", "");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void a_whole_one_has_no_problems() {
        Tape tape = TapeReader.read(folder);
        assertThat(tape.problems()).isEmpty();
        assertThat(tape.entries()).hasSize(3);
        assertThat(tape.length()).hasSeconds(2);
        assertThat(((Msg.Sampled) tape.entries().getLast().msg()).sample().memoryBytes())
                .isEqualTo(3000);
    }

    @Test
    void a_line_that_a_crash_tore_is_left_out() throws IOException {
        write("samples.csv", HEADER + "1.0,t,web,1000,2000,3\n2.0,t,web,2000,30");
        Tape tape = TapeReader.read(folder);
        assertThat(tape.problems()).isEmpty();
        assertThat(tape.entries()).hasSize(2);
    }

    @Test
    void files_that_are_missing_are_told_and_done_without() throws IOException {
        Files.delete(folder.resolve("events.jsonl"));
        Files.delete(folder.resolve("limits.jsonl"));
        Tape tape = TapeReader.read(folder);
        assertThat(tape.problems()).containsExactly("events.jsonl is missing", "limits.jsonl is missing");
        assertThat(tape.entries()).hasSize(2);
    }

    private static Stream<Arguments> no_recordings() {
        return Stream.of(
                Arguments.of("", "does not tell when it began"),
                Arguments.of("{", "meta.json is broken"),
                Arguments.of("[".repeat(100_000), "meta.json is broken"),
                Arguments.of("{}", "does not tell when it began"),
                Arguments.of("{\"format\":99,\"shibafu\":\"7\\u001b[2J\"}", "a newer shibafu made it, 7?[2J"));
    }

    @ParameterizedTest
    @MethodSource
    void no_recordings(String meta, String problem) throws IOException {
        write("meta.json", meta);
        assertThatThrownBy(() -> TapeReader.read(folder))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_folder_of_something_else_is_no_recording() {
        assertThatThrownBy(() -> TapeReader.read(folder.resolve("none"))).hasMessageContaining("it is not a folder");
        assertThatThrownBy(() -> TapeReader.read(Path.of("/proc/self/task")))
                .hasMessageContaining("it has no meta.json, so it is no recording");
    }

    private static Stream<Arguments> bad_samples() {
        return Stream.of(
                Arguments.of("nonsense"),
                Arguments.of("1.0,t,../../etc,1,2,3"),
                Arguments.of("1.0,t,we\u001b[2Jb,1,2,3"),
                Arguments.of("-1,t,web,1,2,3"),
                Arguments.of("1e999999999,t,web,1,2,3"),
                Arguments.of("1e-999999999,t,web,1,2,-3"),
                Arguments.of("1.0,t,web,-1,2,3"),
                Arguments.of("1.0,t,web,1,99999999999999999999,3"));
    }

    @ParameterizedTest
    @MethodSource
    void bad_samples(String line) throws IOException {
        write("samples.csv", HEADER + "1.0,t,web,1000,2000,3\n" + line + "\n3.0,t,web,2000,3000,3\n");
        Tape tape = TapeReader.read(folder);
        assertThat(tape.problems()).containsExactly("samples.csv: 1 of 4 lines make no sense, left out");
        assertThat(tape.entries()).hasSize(3);
    }

    private static Stream<Arguments> bad_events() {
        return Stream.of(
                Arguments.of("{"),
                Arguments.of("[".repeat(100_000)),
                Arguments.of("{\"seconds\":1e99,\"event\":\"end\"}"),
                Arguments.of("{\"seconds\":1e999999999,\"event\":\"end\"}"),
                Arguments.of("{\"seconds\":\"x\",\"event\":\"end\"}"));
    }

    @ParameterizedTest
    @MethodSource
    void bad_events(String line) throws IOException {
        write("events.jsonl", line + "\n");
        assertThat(TapeReader.read(folder).problems())
                .containsExactly("events.jsonl: 1 of 1 lines make no sense, left out");
    }

    @Test
    void an_endless_line_ends_the_reading_and_not_the_memory() throws IOException {
        write("samples.csv", HEADER + "1.0,t,web,1000,2000,3\n" + "9".repeat(5 << 20) + "\n");
        Tape tape = TapeReader.read(folder);
        assertThat(tape.problems()).containsExactly("samples.csv: line 3 is endless: read up to there");
        assertThat(tape.entries()).hasSize(2);
    }

    @Test
    void a_pipe_is_not_waited_for() throws Exception {
        Files.delete(folder.resolve("samples.csv"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("samples.csv").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(TapeReader.read(folder).problems()).containsExactly("samples.csv is not a file");
    }

    @Test
    void shells_have_a_sensible_size_whatever_is_written_there() throws IOException {
        write("shell-1.cast", """
                {"version":2,"width":2000000000,"height":-5,"title":"web"}
                [0.5,"o","hi"]
                [0.6,"r","9999x9999"]
                [0.7,"o","there"]
                """);
        write("shell-2.cast", "not one\n");
        Tape tape = TapeReader.read(folder);
        assertThat(tape.problems())
                .containsExactly("shell-2.cast: it is no asciicast of version 2 of a container: read up to there");
        ShellScreens screens = new ShellScreens(tape.shells().getFirst());
        assertThat(screens.move(700_000)).hasValueSatisfying(screen -> {
            assertThat(screen.columns()).isEqualTo(500);
            assertThat(screen.row(0)).isEqualTo("hithere");
        });
    }

    @Test
    void characters_that_came_in_two_pieces_are_whole() throws IOException {
        StringBuilder out = new StringBuilder();
        StringWriter file = new StringWriter();
        CastWriter cast =
                new CastWriter(file, "web", Instant.EPOCH, 0, new VtTerminal(80, 24, answer -> {}).snapshot(0));
        byte[] bytes = "漢é".getBytes(StandardCharsets.UTF_8);
        for (byte each : bytes) {
            cast.printed(1, new byte[] {each});
        }
        cast.printed(2, new byte[] {(byte) 0xff, 'x'});
        file.toString().lines().skip(2).forEach(out::append);
        assertThat(out).hasToString("[0.000001,\"o\",\"漢\"][0.000001,\"o\",\"é\"][0.000002,\"o\",\"\uFFFDx\"]");
    }
}
