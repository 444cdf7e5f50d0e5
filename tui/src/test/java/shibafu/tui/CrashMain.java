package shibafu.tui;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.Subscription;
import shibafu.engine.metrics.ProcessRow;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.LimitChange;
import shibafu.engine.service.NewContainer;

/// The screen over an engine that breaks the loop itself, once the first container is there.
final class CrashMain {
    private CrashMain() {}

    @SuppressWarnings("NullAway")
    public static void main(String[] arguments) {
        FakeEngine engine = new FakeEngine();
        engine.run(new NewContainer(Optional.of("bad"), "busybox", List.of("sh"), LimitChange.NONE));
        System.exit(new Main(System.getenv(), System.out, System.err, () -> new Broken(engine)).run(arguments));
    }

    /// Gives a sample no limits at all, not even empty ones.
    private record Broken(FakeEngine engine) implements shibafu.engine.service.Engine {
        @Override
        public List<ContainerRow> list() {
            return engine.list();
        }

        @Override
        @SuppressWarnings("NullAway")
        public Optional<Sample> sample(String id) {
            OptionalLong none = null;
            return Optional.of(new Sample(
                    FakeEngine.EPOCH,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    none,
                    none,
                    0,
                    0,
                    0,
                    0,
                    0,
                    none,
                    none,
                    0,
                    0,
                    none,
                    0,
                    shibafu.engine.metrics.Flow.NONE));
        }

        @Override
        public List<String> images() {
            return List.of();
        }

        @Override
        public String run(NewContainer container) {
            return engine.run(container);
        }

        @Override
        public void start(String id) {}

        @Override
        public void stop(String id, java.time.Duration grace) {}

        @Override
        public void kill(String id, int signal) {}

        @Override
        public void pause(String id) {}

        @Override
        public void resume(String id) {}

        @Override
        public void remove(String id, boolean force) {}

        @Override
        public void update(String id, LimitChange change, boolean force) {}

        @Override
        public Subscription events(Consumer<ContainerEvent> listener) {
            return engine.events(listener);
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
