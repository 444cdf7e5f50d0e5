package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresCgroupV1;
import shibafu.engine.TestHost;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.PressureLevel;
import shibafu.engine.event.Subscription;
import shibafu.engine.spec.Resources;

@RequiresCgroupV1
final class EventsV1RootTest extends EventsContract {
    @Override
    String memoryLimitFile() {
        return "memory.limit_in_bytes";
    }

    @Test
    void pressure_on_memory_is_told_by_its_level() throws Exception {
        Container container = run(
                Resources.NONE.withMemory(TestHost.memory(24 * MIB)),
                "while :; do sleep 1; (x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done); done");
        BlockingQueue<ContainerEvent.Pressure> told = new LinkedBlockingQueue<>();
        try (Subscription low = container.notifyMemoryPressure(PressureLevel.LOW, told::add)) {
            assertThat(low).isNotNull();
            ContainerEvent.Pressure pressure = told.poll(60, TimeUnit.SECONDS);
            assertThat(pressure).isNotNull();
            assertThat(pressure.container()).isEqualTo(container.id());
            assertThat(pressure.stalledMicros()).isEmpty();
        }
    }
}
