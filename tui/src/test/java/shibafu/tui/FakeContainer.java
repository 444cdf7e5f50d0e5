package shibafu.tui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import shibafu.engine.metrics.Flow;
import shibafu.engine.metrics.HostCpu;
import shibafu.engine.metrics.ProcessUse;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.LimitChange;
import shibafu.engine.service.NewContainer;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.HealthStatus;

/// A container that is a script: what it wants follows from how often it was sampled, what it gets from its limits.
final class FakeContainer {
    private static final long MEBIBYTE = 1 << 20;

    final NewContainer made;
    final int pid;
    ContainerStatus status = ContainerStatus.RUNNING;
    LimitChange limits;
    Optional<HealthStatus> health = Optional.empty();
    Load memory = n -> 2 * MEBIBYTE;
    Load millicores = n -> 0;
    long ooms;
    private int samples;
    /// How often it was looked at, also while it was frozen: time goes on.
    private int moments;
    private long usage;
    private long periods;
    private long throttled;

    /// What a container wants at its nth sample: memory in bytes, CPU in thousandths of a core.
    interface Load {
        long at(int n);
    }

    FakeContainer(NewContainer made, int pid) {
        this.made = made;
        this.limits = made.limits();
        this.pid = pid;
    }

    /// Plays the part of one of the demo's, by its name.
    void script(String name) {
        if (name.startsWith("demo-memory")) {
            memory = n -> (4L + n % 32 * 4L) * MEBIBYTE;
            millicores = n -> 20 + n % 7;
        } else if (name.startsWith("demo-cpu")) {
            millicores = n -> 300L + Math.round(500 * Math.sin(n / 9.0)) + n % 3 * 40L;
        }
    }

    /// @param step time since the sample before
    /// @param clock what the wall clock says, absent: what the steps add up to
    Sample sample(Duration step, Optional<Supplier<Instant>> clock) {
        boolean running = status == ContainerStatus.RUNNING;
        moments++;
        int n = running ? samples++ : samples;
        long used = running ? run(n, step.toNanos() / 1000) : Math.min(memory.at(n), most(limits.memoryBytes()));
        OptionalLong quota = positive(limits.quotaMicros());
        return new Sample(
                clock.map(Supplier::get).orElse(FakeEngine.EPOCH.plus(step.multipliedBy(moments))),
                step.multipliedBy(moments).toNanos(),
                usage,
                usage - usage / 5,
                usage / 5,
                periods,
                throttled,
                0,
                quota,
                quota.isPresent() ? OptionalLong.of(100_000) : OptionalLong.empty(),
                used,
                used - used / 8 - used / 16,
                used / 8,
                used / 16,
                0,
                positive(limits.memoryBytes()),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                ooms,
                3,
                positive(limits.pids()),
                0,
                Flow.disks((long) samples << 20, (long) samples << 18)
                        .withWaits(
                                OptionalLong.of(samples * 300_000L),
                                OptionalLong.of(samples * 20_000L),
                                OptionalLong.of(0))
                        .withStalls(OptionalLong.of(samples * 100_000L), OptionalLong.of(0), OptionalLong.of(0))
                        .withNetwork(OptionalLong.of(samples * 30_000L), OptionalLong.of(samples * 9_000L)),
                new HostCpu(moments * 120L, moments * 400L));
    }

    /// Its program uses all there is, its shell nothing.
    List<ProcessUse> busiest() {
        double cores = Math.min(millicores.at(samples - 1), most(limits.quotaMicros()) / 100) / 1000.0;
        String command = made.command().getFirst();
        return List.of(
                new ProcessUse(pid + 2, command, cores, memory.at(samples - 1)),
                new ProcessUse(pid, "sh", 0, MEBIBYTE));
    }

    /// Runs for so many microseconds.
    ///
    /// @return the memory it then has
    private long run(int n, long micros) {
        long wanted = Math.max(0, millicores.at(n));
        long allowed = most(limits.quotaMicros()) / 100;
        usage += Math.min(wanted, allowed) * micros / 1000;
        periods += micros / 100_000;
        if (wanted > allowed) {
            throttled += micros / 100_000 * Math.min(100, (wanted - allowed) * 100 / allowed) / 100;
        }
        long most = most(limits.memoryBytes());
        ooms += memory.at(n) > most ? 1 : 0;
        return Math.min(memory.at(n), most);
    }

    private static long most(OptionalLong limit) {
        return positive(limit).orElse(Long.MAX_VALUE);
    }

    private static OptionalLong positive(OptionalLong value) {
        return value.isPresent() && value.getAsLong() >= 0 ? value : OptionalLong.empty();
    }
}
