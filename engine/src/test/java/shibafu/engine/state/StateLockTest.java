package shibafu.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateLockTest {
    private static final ContainerId ID = new ContainerId("c1");
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    private Path temporary;

    private StateStore store;

    @BeforeEach
    void open() {
        store = StateStore.open(temporary.resolve("run"));
    }

    @Test
    void lets_one_thread_in_at_a_time() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(threads.submit(() -> {
                    try (StateLock lock = store.lock(ID)) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        assertThat(lock.id()).isEqualTo(ID);
                        Thread.sleep(1);
                        inside.decrementAndGet();
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void says_who_holds_it_when_patience_ends() {
        try (StateLock held = store.lock(ID)) {
            assertThat(held.id()).isEqualTo(ID);
            assertThatThrownBy(() -> store.lock(ID, SHORT))
                    .isInstanceOf(StateException.class)
                    .hasMessage("lock container c1: this process has been holding it for more than 50 ms");
        }
        store.lock(ID, SHORT).close();
    }

    @Test
    void keeps_containers_apart() {
        try (StateLock one = store.lock(ID);
                StateLock two = store.lock(new ContainerId("c2"), SHORT)) {
            assertThat(two.id()).isNotEqualTo(one.id());
        }
    }

    @Test
    void guards_nothing_once_closed() {
        StateLock lock = store.lock(ID);
        lock.close();
        lock.close();

        assertThatThrownBy(() -> store.delete(lock, Runnable::run)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void guards_its_own_container_only() {
        try (StateLock lock = store.lock(ID)) {
            assertThatThrownBy(() -> store.save(
                            lock, ContainerState.of(new ContainerId("c2")).build()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keeps_another_process_out_and_is_freed_by_its_death() throws Exception {
        Process holder = holder();
        try (BufferedReader out = holder.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("held");
            assertThatThrownBy(() -> store.lock(ID, SHORT))
                    .hasMessage("lock container c1: process %d has been holding it for more than 50 ms"
                            .formatted(holder.pid()));

            holder.destroyForcibly().waitFor();
            store.lock(ID, Duration.ofSeconds(5)).close();
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void is_kept_while_another_process_comes_and_goes() throws Exception {
        try (StateLock lock = store.lock(ID)) {
            Process holder = holder();
            try {
                assertThat(holder.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
                // A second look at the file by this process must not drop the lock (POSIX: any close would).
                assertThatThrownBy(() -> store.lock(ID, Duration.ofMillis(700))).isInstanceOf(StateException.class);
                assertThat(holder.getInputStream().available()).isZero();
                assertThat(lock.id()).isEqualTo(ID);
            } finally {
                holder.destroyForcibly().waitFor();
            }
        }
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        store.root().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// A process that takes the lock, says so, and stays.
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (StateLock lock = StateStore.open(Path.of(arguments[0])).lock(ID)) {
                System.out.println("held");
                Thread.sleep(Duration.ofMinutes(1));
                System.out.println(lock.id());
            }
        }
    }
}
