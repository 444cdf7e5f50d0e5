package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.event.ContainerEvent;
import shibafu.tui.flow.Msg;

/// R, and what it leaves behind.
final class RecordDriverTest {
    @TempDir
    private Path folder;

    private final Ui ui = Ui.over(new FakeEngine()
                    .with("memory", "fill-memory", 100 << 20, -1, n -> (4L + n % 28 * 4L) << 20, n -> 20 + n % 7)
                    .with("cpu", "burn-cpu", 64 << 20, 50_000, n -> 3 << 20, n -> 100L + n % 20 * 40L))
            .poll(5);

    @Test
    void tells_that_it_records_and_how_to_look_at_it() {
        ui.recordingTo(folder, Map.of()).press("R").expectScreen(" REC 00:00 ").expectStatus("R stops");
        ui.poll(65).expectScreen(" REC 01:05 ");
        ui.press("R").expectNotOnScreen(" REC ").expectStatus("shibafu-tui --replay " + folder);
    }

    @Test
    void a_sample_is_a_row_of_raw_counters() throws IOException {
        record(3);
        List<String> lines = Files.readAllLines(file("samples.csv"));
        assertThat(lines.getFirst())
                .startsWith("seconds,time,container,cpu_usage_us,cpu_user_us,")
                .contains(",memory_limit_bytes,", ",io_read_bytes,");
        assertThat(lines.stream().filter(line -> line.contains(",memory,")))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("1.000000,2026-11-23T12:00:07Z,memory,");
    }

    @Test
    void what_happens_is_a_line_of_json_on_the_same_clock() throws IOException {
        ui.recordingTo(folder, Map.of()).press("R").poll(2);
        ui.tell(new Msg.Happened(new ContainerEvent.OomKilled(
                FakeEngine.EPOCH.plusSeconds(8),
                "memory",
                Optional.of(new ContainerEvent.Victim(4711, "hog", OptionalLong.of(1 << 20))),
                Optional.empty())));
        ui.press("R");
        List<JsonNode> events = json("events.jsonl");
        assertThat(events.stream().map(event -> event.path("event").asText()))
                .containsExactly("listed", "oom-kill", "end");
        assertThat(events.get(1).path("seconds").asDouble()).isEqualTo(2.0);
        assertThat(events.get(1).path("victim").path("name").asText()).isEqualTo("hog");
    }

    @Test
    void a_limit_that_is_changed_is_noted_with_the_kernels_answer() throws IOException {
        ui.recordingTo(folder, Map.of()).press("R").poll(1);
        ui.press("L").type("40m").press("enter", "esc", "R");
        JsonNode change = json("limits.jsonl").getFirst();
        assertThat(change.path("container").asText()).isEqualTo("memory");
        assertThat(change.path("asked").path("memoryBytes").asLong()).isEqualTo(40 << 20);
        assertThat(change.path("answer").asText()).isEqualTo("done");
    }

    @Test
    void shells_are_asciicasts_that_begin_with_what_was_there() throws IOException {
        ui.press("e").shellPrints(1, "$ before\r\n").leaveShell();
        ui.recordingTo(folder, Map.of()).press("R").poll(1).shellPrints(1, "$ aft");
        ui.shellPrints(1, "er \033[31mred\033[0m");
        ui.shellEnds(1, "memory", 0, Duration.ofSeconds(9), "").press("R");
        List<JsonNode> lines = json("shell-1.cast");
        assertThat(lines.getFirst().path("version").asInt()).isEqualTo(2);
        assertThat(lines.getFirst().path("title").asText()).isEqualTo("memory");
        assertThat(lines.get(1).path(2).asText()).contains("$ before");
        assertThat(Files.readAllLines(file("shell-1.cast")).get(2)).isEqualTo("[1.000000,\"o\",\"$ aft\"]");
        assertThat(lines.get(3).path(2).asText()).isEqualTo("er \033[31mred\033[0m");
    }

    @Test
    void what_was_typed_is_nowhere() throws IOException {
        ui.recordingTo(folder, Map.of())
                .press("R", "/")
                .type("secret")
                .press("esc")
                .paste("secret")
                .press("R");
        for (Path file : files()) {
            assertThat(Files.readString(file)).doesNotContain("secret");
        }
    }

    @Test
    void nobody_else_may_read_it() throws IOException {
        record(1);
        assertThat(mode(run())).isEqualTo("rwx------");
        assertThat(files()).hasSizeGreaterThanOrEqualTo(4).allSatisfy(file -> assertThat(mode(file))
                .isEqualTo("rw-------"));
    }

    @Test
    void a_folder_that_is_not_there_is_told_in_one_line() {
        ui.recordingTo(folder.resolve("none"), Map.of()).press("R");
        ui.expectStatus("record into " + folder).expectNotOnScreen(" REC ");
        assertThat(ui.model().messages().newest(1).getFirst().text()).endsWith(": no such file or directory");
    }

    @Test
    void quitting_asks_while_it_records() {
        ui.recordingTo(folder, Map.of()).press("R", "q").expectScreen("quit: the recording ends");
        ui.press("n").expectScreen(" REC ").press("q", "y").expectEnded();
    }

    private void record(int polls) {
        ui.recordingTo(folder, Map.of()).press("R").poll(polls).press("R");
    }

    private Path run() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.findFirst().orElseThrow();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(run())) {
            return all.toList();
        }
    }

    private Path file(String name) throws IOException {
        return run().resolve(name);
    }

    private List<JsonNode> json(String name) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(file(name))) {
            nodes.add(mapper.readTree(line));
        }
        return nodes;
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
