package shibafu.tui.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shibafu.engine.service.NewContainer;
import shibafu.tui.IdleEngine;

/// The samples go, whenever the end comes.
@Timeout(20)
final class DemoTest {
    private final List<String> running = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch starting = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @Test
    void a_close_while_they_are_being_started_leaves_none() throws Exception {
        Demo demo = new Demo(new SlowEngine());
        Thread starter = Thread.startVirtualThread(() -> demo.start(problem -> {}));
        starting.await();
        Thread closer = Thread.startVirtualThread(demo::close);
        Thread.sleep(50);
        go.countDown();
        closer.join();
        starter.join();
        assertThat(running).isEmpty();
    }

    @Test
    void closed_twice_removes_once() {
        go.countDown();
        Demo demo = new Demo(new SlowEngine());
        demo.start(problem -> {});
        assertThat(demo.started()).containsExactly("demo-memory", "demo-cpu", "demo-shell");
        demo.close();
        demo.close();
        assertThat(running).isEmpty();
        assertThat(demo.started()).isEmpty();
    }

    /// Runs nothing before it is told to go.
    private final class SlowEngine extends IdleEngine {
        @Override
        public String run(NewContainer container) {
            starting.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            String name = container.name().orElseThrow();
            running.add(name);
            return name;
        }

        @Override
        public void remove(String id, boolean force) {
            assertThat(running.remove(id)).isTrue();
        }
    }
}
