package shibafu.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateContentionTest {
    @TempDir
    private Path temporary;

    private StateStore store;

    @BeforeEach
    void open() {
        store = StateStore.open(temporary.resolve("run"));
    }

    @Test
    void fifty_containers_are_created_listed_and_deleted_at_once() throws Exception {
        List<ContainerId> ids =
                IntStream.range(0, 50).mapToObj(i -> new ContainerId("c" + i)).toList();

        inParallel(ids.stream().<Callable<Boolean>>map(id -> () -> create(id)).toList());
        assertThat(store.list().containers()).hasSize(50);
        assertThat(store.list().broken()).isEmpty();

        inParallel(ids.stream()
                .<Callable<Boolean>>map(id -> () -> {
                    try (StateLock lock = store.lock(id)) {
                        store.save(lock, store.load(id).change().terminal(true).build());
                    }
                    assertThat(store.list().broken()).isEmpty();
                    try (StateLock lock = store.lock(id)) {
                        store.delete(lock, Runnable::run);
                    }
                    return true;
                })
                .toList());
        try (Stream<Path> left = Files.walk(store.root())) {
            assertThat(left)
                    .containsExactlyInAnyOrder(
                            store.root(),
                            store.root().resolve(".lock"),
                            store.root().resolve(".staging"));
        }
    }

    @Test
    void one_of_many_gets_the_name() throws Exception {
        ContainerId id = new ContainerId("wanted");

        List<Boolean> created = inParallel(IntStream.range(0, 50)
                .<Callable<Boolean>>mapToObj(i -> () -> create(id))
                .toList());

        assertThat(created).containsOnlyOnce(true);
    }

    @Test
    void a_name_is_created_and_deleted_over_and_over_by_many() throws Exception {
        ContainerId id = new ContainerId("busy");

        List<Boolean> created = inParallel(IntStream.range(0, 50)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    try (StateLock lock = store.lock(id)) {
                        // Alone here, or this fails.
                        store.intend(lock, ContainerState.of(id).build(), new byte[0]);
                        store.delete(lock, Runnable::run);
                        return true;
                    }
                })
                .toList());

        assertThat(created).hasSize(50).containsOnly(true);
    }

    @Test
    void each_has_a_place_of_its_own_on_the_way_out_however_coarse_the_clock() throws Exception {
        List<List<Path>> places = inParallel(IntStream.range(0, 8)
                .<Callable<List<Path>>>mapToObj(i -> () ->
                        IntStream.range(0, 20_000).mapToObj(j -> store.aside()).toList())
                .toList());

        assertThat(places.stream().flatMap(List::stream).distinct()).hasSize(160_000);
    }

    private boolean create(ContainerId id) {
        try (StateLock lock = store.lock(id)) {
            store.intend(lock, ContainerState.of(id).build(), new byte[0]);
            return true;
        } catch (StateException e) {
            assertThat(e).hasMessageContaining("already exists");
            return false;
        }
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        }
    }
}
