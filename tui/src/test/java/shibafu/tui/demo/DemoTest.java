package shibafu.tui.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.Subscription;
import shibafu.engine.metrics.ProcessRow;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.Engine;
import shibafu.engine.service.LimitChange;
import shibafu.engine.service.NewContainer;

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
    private final class SlowEngine implements Engine {
        @Override
        public List<ContainerRow> list() {
            return List.of();
        }

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

        @Override
        public Optional<Sample> sample(String id) {
            return Optional.empty();
        }

        @Override
        public List<String> images() {
            return List.of();
        }

        @Override
        public void start(String id) {}

        @Override
        public void stop(String id, Duration grace) {}

        @Override
        public void kill(String id, int signal) {}

        @Override
        public void pause(String id) {}

        @Override
        public void resume(String id) {}

        @Override
        public void update(String id, LimitChange change, boolean force) {}

        @Override
        public Subscription events(Consumer<ContainerEvent> listener) {
            return () -> {};
        }

        @Override
        public List<String> preview(String id, LimitChange change) {
            return List.of();
        }

        @Override
        public List<String> log(String id, int lines) {
            return List.of();
        }

        @Override
        public List<ProcessRow> processes(String id) {
            return List.of();
        }

        @Override
        public String config(String id) {
            return "";
        }

        @Override
        public List<String> shellCommand(String id) {
            return List.of();
        }
    }
}
