package shibafu.engine.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LeisureTest {
    private final Leisure leisure = new Leisure(2000);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void a_task_waits_and_is_done_all_the_same() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        leisure.execute(() -> done.add("first"));
        leisure.execute(end::countDown);
        assertThat(done).isEmpty();
        assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(done).containsExactly("first");
    }

    @Test
    void whoever_cannot_wait_has_all_of_it_done_in_order() {
        for (String name : List.of("a", "b", "c")) {
            leisure.execute(() -> done.add(name));
        }
        leisure.settle();
        assertThat(done).containsExactly("a", "b", "c");
        leisure.settle();
        assertThat(done).hasSize(3);
    }

    @Test
    void whoever_settles_waits_for_the_task_that_another_has_begun() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        leisure.execute(() -> {
            begun.countDown();
            await(go);
            done.add("slow");
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        Thread settling = Thread.ofPlatform().start(leisure::settle);
        settling.join(50);
        assertThat(settling.isAlive()).isTrue();
        go.countDown();
        settling.join(10_000);
        assertThat(done).containsExactly("slow");
    }

    @Test
    void one_that_fails_is_not_in_the_way_of_the_next() {
        leisure.execute(() -> {
            throw new IllegalStateException("broken");
        });
        leisure.execute(() -> done.add("next"));
        assertThatThrownBy(leisure::settle).hasMessage("broken");
        leisure.settle();
        assertThat(done).containsExactly("next");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
