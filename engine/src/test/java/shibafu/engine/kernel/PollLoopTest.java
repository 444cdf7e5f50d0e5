package shibafu.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class PollLoopTest {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @Test
    void runs_tasks_in_order_and_timers_when_due() throws Exception {
        try (PollLoop loop = PollLoop.start("test")) {
            loop.execute(() -> {
                loop.after(Duration.ofMillis(1500), () -> seen.add("later"));
                loop.after(Duration.ofMillis(20), () -> seen.add("soon"));
                loop.execute(() -> seen.add("now"));
            });
            assertThat(next(3)).containsExactly("now", "soon", "later");
        }
    }

    @Test
    void a_task_that_fails_ends_no_other() throws Exception {
        try (PollLoop loop = PollLoop.start("test")) {
            loop.execute(() -> {
                throw new IllegalStateException("expected by this test");
            });
            loop.execute(() -> seen.add("next"));
            assertThat(next(1)).containsExactly("next");
        }
    }

    @Test
    void tells_of_a_counter_that_was_added_to() throws Exception {
        Descriptor counter = Descriptor.counter();
        try (PollLoop loop = PollLoop.start("test")) {
            loop.execute(() -> loop.whenReadable(counter, () -> seen.add("count " + count(counter))));
            counter.add();
            assertThat(next(1)).containsExactly("count 1");
        }
    }

    @Test
    void tells_of_the_end_of_a_process() throws Exception {
        Process cat = new ProcessBuilder("cat").start();
        Descriptor process = Descriptor.process(Math.toIntExact(cat.pid()));
        try (PollLoop loop = PollLoop.start("test")) {
            loop.execute(() -> loop.whenReadable(process, () -> {
                seen.add("ended");
                loop.forget(process);
            }));
            assertThat(seen.poll(50, TimeUnit.MILLISECONDS)).isNull();
            cat.getOutputStream().close();
            assertThat(next(1)).containsExactly("ended");
        }
        assertThat(cat.waitFor()).isZero();
    }

    @Test
    void tells_of_changes_to_the_files_of_a_directory(@TempDir Path directory) throws Exception {
        Inotify inotify = Inotify.open();
        int watch = inotify.watch(directory, Inotify.WRITTEN | Inotify.DELETED);
        try (PollLoop loop = PollLoop.start("test")) {
            loop.execute(() -> loop.whenReadable(inotify.descriptor(), () -> changes(inotify, watch)));
            Files.writeString(directory.resolve("a file with a rather long name"), "x");
            Files.delete(directory.resolve("a file with a rather long name"));
            assertThat(next(2))
                    .containsExactly(
                            "written a file with a rather long name", "deleted a file with a rather long name");
        }
    }

    @Test
    void calls_nothing_after_it_was_closed() throws Exception {
        PollLoop loop = PollLoop.start("test");
        loop.close();
        loop.execute(() -> seen.add("too late"));
        loop.close();
        assertThat(seen.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void can_be_closed_by_its_own_thread() throws Exception {
        PollLoop loop = PollLoop.start("test");
        loop.execute(() -> {
            loop.close();
            seen.add("closed");
        });
        loop.execute(() -> seen.add("too late"));
        assertThat(next(1)).containsExactly("closed");
        assertThat(seen.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void a_refusal_names_the_file_and_the_reason() {
        assertThatThrownBy(() -> Descriptor.reading(Path.of("/no/such/file")))
                .isInstanceOf(SystemCallException.class)
                .hasMessage("open /no/such/file: no such file or directory");
    }

    private void changes(Inotify inotify, int watch) {
        try {
            for (Inotify.Change change : inotify.changes()) {
                assertThat(change.watch()).isEqualTo(watch);
                seen.add((change.is(Inotify.WRITTEN) ? "written " : "deleted ") + change.name());
            }
        } catch (IOException e) {
            seen.add(e.toString());
        }
    }

    private static long count(Descriptor counter) {
        try {
            return counter.count();
        } catch (IOException e) {
            return -1;
        }
    }

    private List<String> next(int count) throws InterruptedException {
        List<String> found = new java.util.ArrayList<>();
        for (int i = 0; i < count; i++) {
            found.add(String.valueOf(seen.poll(20, TimeUnit.SECONDS)));
        }
        return found;
    }
}
