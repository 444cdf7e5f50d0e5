package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresCgroupV2;
import shibafu.engine.TestHost;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.PressureLevel;
import shibafu.engine.event.Subscription;
import shibafu.engine.spec.Resources;

@RequiresCgroupV2
final class EventsV2RootTest extends EventsContract {
    @Override
    String memoryLimitFile() {
        return "memory.max";
    }

    @Test
    void waiting_for_memory_is_told_with_the_time_waited() throws Exception {
        Container container = run(
                Resources.NONE.withMemory(TestHost.memory(200 * MIB)),
                "while :; do sleep 1; (x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done); done");
        BlockingQueue<ContainerEvent.Pressure> told = new LinkedBlockingQueue<>();
        try (Subscription low = container.notifyMemoryPressure(PressureLevel.LOW, told::add)) {
            assertThat(low).isNotNull();
            Files.writeString(
                    container.cgroup().directory("memory").orElseThrow().resolve("memory.high"),
                    Long.toString(8 * MIB));
            ContainerEvent.Pressure pressure = told.poll(120, TimeUnit.SECONDS);
            assertThat(pressure).isNotNull();
            assertThat(pressure.container()).isEqualTo(container.id());
            // Not always the trigger's 150 ms: the kernel keeps the file's total apart from what it triggers by.
            assertThat(pressure.stalledMicros().orElseThrow()).isPositive();
        }
        assertThat(told(ContainerEvent.LimitChanged.class).file()).isEqualTo("memory.high");
        ContainerEvent.MemoryHigh high = told(ContainerEvent.MemoryHigh.class);
        assertThat(high.times()).isPositive();
        assertThat(high.highBytes()).hasValue(8 * MIB);
    }
}
