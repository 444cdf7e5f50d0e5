package shibafu.tui;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.metrics.Flow;
import shibafu.engine.metrics.HostCpu;
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
    private static final class Broken extends IdleEngine {
        private final FakeEngine engine;

        Broken(FakeEngine engine) {
            this.engine = engine;
        }

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
                    none,
                    0,
                    0,
                    0,
                    none,
                    0,
                    Flow.NONE,
                    HostCpu.NONE));
        }
    }
}
