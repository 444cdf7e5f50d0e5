package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.launch.Streams;
import shibafu.engine.plan.Stdio;
import shibafu.engine.service.HeldLimits;
import shibafu.engine.service.Limit;
import shibafu.engine.service.LimitChange;
import shibafu.engine.service.LocalEngine;

/// Every limit that a screen may change, on a container that runs, with this machine's cgroups.
@RequiresRoot
final class LiveLimitsRootTest {
    private static final long MIB = 1 << 20;

    private final TestEngine engine = new TestEngine();
    private final LocalEngine screen = new LocalEngine(engine.factory());
    private String id = "";

    @BeforeEach
    void start() {
        Container container = engine.factory()
                .create(engine.container("/bin/sleep", "1000").withResources(r -> r.withMemoryLimit(64 * MIB)));
        container.run(ProcessConfig.main()
                .withStdio(new Stdio.Inherit())
                .withStreams(Streams.NONE)
                .detached());
        id = container.id();
    }

    @AfterEach
    void close() {
        screen.close();
        engine.close();
    }

    @Test
    void every_limit_can_be_set_read_back_and_undone() {
        HeldLimits before = screen.limits(id);
        assertThat(before.value(Limit.MEMORY_MAX)).hasValue(64 * MIB);
        assertThat(before.values().keySet())
                .contains(Limit.CPU_QUOTA, Limit.CPU_PERIOD, Limit.CPU_WEIGHT, Limit.PIDS_MAX);
        Map<Limit, Long> wanted = new EnumMap<>(Map.of(
                Limit.MEMORY_MAX, 48 * MIB,
                Limit.MEMORY_HIGH, 40 * MIB,
                Limit.SWAP_MAX, 8 * MIB,
                Limit.CPU_QUOTA, 25_000L,
                Limit.CPU_PERIOD, 50_000L,
                Limit.CPU_WEIGHT, 300L,
                Limit.PIDS_MAX, 20L));
        wanted.keySet().retainAll(before.values().keySet());
        LimitChange change = new LimitChange(wanted, Optional.empty());
        screen.update(id, change, false);
        assertThat(screen.limits(id).values()).isEqualTo(wanted);
        screen.update(id, before.undo(change), false);
        assertThat(screen.limits(id)).isEqualTo(before);
    }

    @Test
    void what_would_be_written_is_told_with_the_file() {
        LimitChange change = LimitChange.NONE.with(Limit.MEMORY_MAX, 48 * MIB).with(Limit.PIDS_MAX, -1);
        boolean v2 = screen.limits(id).v2();
        assertThat(screen.preview(id, change))
                .contains((v2 ? "memory.max" : "memory.limit_in_bytes") + " = 50331648", "pids.max = max");
        assertThat(screen.limits(id).value(Limit.MEMORY_MAX)).hasValue(64 * MIB);
    }

    @Test
    void the_rates_of_a_disk() {
        HeldLimits before = screen.limits(id);
        assertThat(before.disks()).as("disks of this machine").isNotEmpty();
        HeldLimits.Disk disk = before.disks().getFirst();
        Map<Limit, Long> rates = new EnumMap<>(
                Map.of(Limit.READ_BYTES, 5 * MIB, Limit.WRITTEN_BYTES, 3 * MIB, Limit.READS, 70L, Limit.WRITES, 80L));
        LimitChange change = new LimitChange(rates, Optional.of(disk.numbers()));
        screen.update(id, change, false);
        assertThat(screen.limits(id).disks()).contains(new HeldLimits.Disk(disk.numbers(), disk.node(), rates));
        screen.update(id, before.undo(change), false);
        assertThat(screen.limits(id)).isEqualTo(before);
    }

    @Test
    void what_the_kernel_refuses_is_told_and_nothing_is_changed() {
        HeldLimits before = screen.limits(id);
        LimitChange change = LimitChange.NONE
                .with(Limit.MEMORY_MAX, 48 * MIB)
                .with(Limit.CPU_QUOTA, 10)
                .with(Limit.CPU_PERIOD, 100_000);
        assertThatThrownBy(() -> screen.update(id, change, false)).hasMessageContaining("invalid argument");
        assertThat(screen.limits(id)).isEqualTo(before);
    }

    @Test
    void more_memory_than_memory_and_swap_had_together_leaves_swap_as_it_was() {
        if (!screen.limits(id).values().containsKey(Limit.SWAP_MAX)) {
            return; // this kernel does not count swap
        }
        screen.update(id, LimitChange.NONE.with(Limit.MEMORY_MAX, 32 * MIB).with(Limit.SWAP_MAX, 8 * MIB), false);
        screen.update(id, LimitChange.NONE.with(Limit.MEMORY_MAX, 96 * MIB), false);
        assertThat(screen.limits(id).value(Limit.MEMORY_MAX)).hasValue(96 * MIB);
        assertThat(screen.limits(id).value(Limit.SWAP_MAX)).hasValue(8 * MIB);
    }

    @Test
    void no_limit_on_memory_and_back_keeps_that_of_swap() {
        if (!screen.limits(id).values().containsKey(Limit.SWAP_MAX)) {
            return; // this kernel does not count swap
        }
        screen.update(id, LimitChange.NONE.with(Limit.SWAP_MAX, 8 * MIB), false);
        HeldLimits before = screen.limits(id);
        LimitChange none = LimitChange.NONE.with(Limit.MEMORY_MAX, LimitChange.UNLIMITED);
        screen.update(id, none, false);
        assertThat(screen.limits(id).value(Limit.MEMORY_MAX)).hasValue(-1);
        screen.update(id, before.undo(none), false);
        assertThat(screen.limits(id)).isEqualTo(before);
    }
}
