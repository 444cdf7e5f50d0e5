package shibafu.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes in a folder that stands for `/proc`.
final class ProcessSamplerTest {
    @TempDir
    private Path proc;

    private List<Integer> pids = List.of();
    private long seconds = 10;
    private ProcessSampler sampler = new ProcessSampler(() -> pids);

    @BeforeEach
    void overTheFolder() {
        sampler = new ProcessSampler(() -> pids, () -> seconds * 1_000_000_000L, proc);
    }

    @Test
    void those_that_used_most_since_the_look_before_come_first_and_the_largest_is_among_them() {
        process(1, "sh", "sh -c work", 0, 1, 5);
        process(2, "burn", "burn --threads 2", 100, 10, 6);
        process(3, "cache", "cache", 0, 5000, 7);
        process(4, "small", "", 50, 2, 8);
        assertThat(sampler.busiest(2)).as("nothing was used yet").allMatch(use -> use.cores() == 0);
        seconds += 2;
        process(2, "burn", "burn --threads 2", 250, 10, 6);
        process(4, "small", "", 60, 2, 8);
        assertThat(sampler.busiest(2))
                .containsExactly(
                        new ProcessUse(2, "burn --threads 2", 0.75, 10 * 4096),
                        new ProcessUse(4, "[small]", 0.05, 2 * 4096),
                        new ProcessUse(3, "cache", 0, 5000 * 4096));
    }

    @Test
    void a_command_is_read_anew_when_another_program_runs() {
        process(1, "sh", "sh", 0, 1, 5);
        assertThat(sampler.busiest(1)).extracting(ProcessUse::command).containsExactly("sh");
        process(1, "sh", "not read again", 0, 1, 5);
        assertThat(sampler.busiest(1)).extracting(ProcessUse::command).containsExactly("sh");
        process(1, "sleep", "sleep 9", 0, 1, 5);
        assertThat(sampler.busiest(1)).extracting(ProcessUse::command).containsExactly("sleep 9");
    }

    @Test
    void a_number_that_is_used_again_starts_anew() {
        process(1, "a", "a", 500, 1, 5);
        sampler.busiest(1);
        seconds++;
        process(1, "b", "b", 900, 1, 77);
        assertThat(sampler.busiest(1)).containsExactly(new ProcessUse(1, "b", 0, 4096));
    }

    @Test
    void one_that_has_ended_is_left_out() {
        pids = List.of(9);
        assertThat(sampler.busiest(3)).isEmpty();
    }

    private void process(int pid, String name, String command, long ticks, long pages, long start) {
        if (!pids.contains(pid)) {
            pids = Stream.concat(pids.stream(), Stream.of(pid)).toList();
        }
        try {
            Path folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
            Files.writeString(
                    folder.resolve("stat"),
                    pid + " (" + name + ") S 1 1 1 0 -1 0 0 0 0 0 " + ticks + " 0 0 0 20 0 1 0 " + start + " 999999 "
                            + pages + " 18446744073709551615\n");
            Files.writeString(folder.resolve("cmdline"), command.replace(' ', '\0'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
