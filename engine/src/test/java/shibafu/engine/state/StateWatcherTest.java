package shibafu.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateWatcherTest {
    private static final ContainerId ID = new ContainerId("c1");

    @TempDir
    private Path temporary;

    private final BlockingQueue<Set<ContainerId>> told = new LinkedBlockingQueue<>();
    private StateStore store;

    @BeforeEach
    void open() {
        store = StateStore.open(temporary.resolve("run"));
    }

    /// Polling often, and so rarely that only inotify can be what tells.
    @ParameterizedTest
    @ValueSource(longs = {20, 3_600_000})
    void tells_each_thing_that_happens_to_a_container(long interval) throws Exception {
        try (StateWatcher watcher = StateWatcher.start(store, Duration.ofMillis(interval), told::add)) {
            intend(ID);
            assertThat(next()).containsExactly(ID);

            Files.createFile(store.fifo(ID));
            assertThat(next()).containsExactly(ID);

            try (StateLock lock = store.lock(ID)) {
                store.save(lock, store.load(ID).change().terminal(true).build());
            }
            assertThat(next()).containsExactly(ID);

            Files.delete(store.fifo(ID));
            assertThat(next()).containsExactly(ID);

            Files.createFile(store.exitFile(ID));
            assertThat(next()).containsExactly(ID);

            try (StateLock lock = store.lock(ID)) {
                store.delete(lock);
            }
            assertThat(next()).containsExactly(ID);
            assertThat(watcher).isNotNull();
        }
    }

    @Test
    void does_not_tell_what_was_there_before_nor_what_stayed() throws Exception {
        intend(ID);
        try (StateWatcher watcher = StateWatcher.start(store, Duration.ofMillis(10), told::add)) {
            assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
            intend(new ContainerId("c2"));
            assertThat(next()).containsExactly(new ContainerId("c2"));
            assertThat(watcher).isNotNull();
        }
    }

    @Test
    void survives_a_callback_that_fails() throws Exception {
        try (StateWatcher watcher = StateWatcher.start(store, Duration.ofMillis(10), ids -> {
            told.add(ids);
            throw new IllegalStateException("thrown by a test, on purpose");
        })) {
            intend(ID);
            assertThat(next()).containsExactly(ID);
            intend(new ContainerId("c2"));
            assertThat(next()).containsExactly(new ContainerId("c2"));
            assertThat(watcher).isNotNull();
        }
    }

    @Test
    void tells_nothing_and_leaves_no_thread_once_closed() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        StateWatcher watcher = StateWatcher.start(store, Duration.ofMillis(10), told::add);
        watcher.close();
        watcher.close();
        intend(ID);

        assertThat(told.poll(100, TimeUnit.MILLISECONDS)).isNull();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("watch") || name.contains("Watch"));
    }

    private Set<ContainerId> next() throws InterruptedException {
        Set<ContainerId> ids = told.poll(20, TimeUnit.SECONDS);
        return ids == null ? Set.of() : ids;
    }

    private void intend(ContainerId id) {
        try (StateLock lock = store.lock(id)) {
            store.intend(lock, ContainerState.of(id).build());
        }
    }
}
