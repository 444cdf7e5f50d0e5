package shibafu.engine.event;

import java.util.Optional;
import shibafu.engine.cgroup.KernelText;

/// Quotas that run out. The kernel tells nobody: `cpu.stat` is looked at once a second.
final class CpuWatch implements Part {
    private static final long NANOS_A_MICRO = 1000;

    private final Scene scene;
    private final Rise periods;
    private long throttledMicros;

    CpuWatch(Scene scene) {
        this.scene = scene;
        Optional<String> stat = scene.text("cpu", "cpu.stat");
        periods = new Rise(scene.before(Scene.number(stat, "nr_throttled")));
        throttledMicros = scene.before(micros(stat));
    }

    @Override
    public void look() {
        Optional<String> stat = scene.text("cpu", "cpu.stat");
        long more = periods.take(Scene.number(stat, "nr_throttled"), System.nanoTime());
        if (more > 0) {
            long before = throttledMicros;
            throttledMicros = micros(stat);
            scene.tell(new ContainerEvent.Throttled(scene.now(), scene.container(), more, throttledMicros - before));
        }
    }

    private static long micros(Optional<String> stat) {
        return stat.map(KernelText::of)
                .map(text -> text.has("throttled_usec")
                        ? text.number("throttled_usec")
                        : text.number("throttled_time") / NANOS_A_MICRO)
                .orElse(0L);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
