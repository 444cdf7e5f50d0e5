package shibafu.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OomCountersTest {
    @TempDir
    private Path root = Path.of("");

    private Path pod = root;
    private Path own = root;

    @BeforeEach
    void make() throws IOException {
        pod = root.resolve("pod");
        own = Files.createDirectories(pod.resolve("web"));
        count(pod, 3);
        count(own, 5);
    }

    @Test
    void whose_counter_has_risen_had_no_memory_left() throws IOException {
        OomCounters counters = new OomCounters(List.of(own, pod, root));
        assertThat(counters.reached()).isEmpty();
        count(pod, 4);
        assertThat(counters.reached()).contains(pod);
        count(own, 6);
        assertThat(counters.reached()).contains(own);
        assertThat(counters.reached()).isEmpty();
    }

    @Test
    void of_two_it_is_the_inner_one() throws IOException {
        OomCounters counters = new OomCounters(List.of(own, pod, root));
        count(own, 6);
        count(pod, 4);
        assertThat(counters.reached()).contains(own);
    }

    @Test
    void v1_which_has_no_such_counter_says_nothing() throws IOException {
        Files.delete(own.resolve("memory.events.local"));
        Files.delete(pod.resolve("memory.events.local"));
        assertThat(new OomCounters(List.of(own, pod, root)).reached()).isEmpty();
    }

    private static void count(Path directory, int oom) throws IOException {
        Files.writeString(
                directory.resolve("memory.events.local"),
                "low 0\nhigh 0\nmax 9\noom " + oom + "\noom_kill 1\noom_group_kill 0\n");
    }
}
