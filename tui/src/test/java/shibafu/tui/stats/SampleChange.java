package shibafu.tui.stats;

import java.util.OptionalLong;
import shibafu.engine.metrics.Flow;
import shibafu.engine.metrics.HostCpu;
import shibafu.engine.metrics.Sample;

/// A sample for tests with some of its numbers changed.
final class SampleChange {
    private final Sample from;
    private Flow flow;
    private HostCpu host;

    private SampleChange(Sample from) {
        this.from = from;
        this.flow = from.flow();
        this.host = from.host();
    }

    static SampleChange of(Sample from) {
        return new SampleChange(from);
    }

    Sample host(long idleTicks, long allTicks) {
        host = new HostCpu(idleTicks, allTicks);
        return with(OptionalLong.empty(), 0);
    }

    SampleChange waits(long cpu, long memory, long disk) {
        flow = flow.withWaits(OptionalLong.of(cpu), OptionalLong.of(memory), OptionalLong.of(disk));
        return this;
    }

    Sample high(long bytes, long events) {
        return with(OptionalLong.of(bytes), events);
    }

    Sample sample() {
        return with(OptionalLong.empty(), 0);
    }

    private Sample with(OptionalLong high, long highEvents) {
        return new Sample(
                from.at(),
                from.nanoTime(),
                from.usageMicros(),
                from.userMicros(),
                from.systemMicros(),
                from.periods(),
                from.throttledPeriods(),
                from.throttledMicros(),
                from.quotaMicros(),
                from.periodMicros(),
                from.memoryBytes(),
                from.anonBytes(),
                from.fileBytes(),
                from.kernelBytes(),
                from.swapBytes(),
                from.memoryLimitBytes(),
                high,
                from.memoryPeakBytes(),
                highEvents,
                from.oomKills(),
                from.pids(),
                from.pidsLimit(),
                from.pidsRefused(),
                flow,
                host);
    }
}
