package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.cgroup.CgroupStats;
import shibafu.engine.launch.Streams;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.Resources;

/// Limits that change a thousand times, while programs come and go and others look on.
@RequiresRoot
final class UpdateUnderLoadRootTest {
    private static final int UPDATES = 1000;
    private static final long MIB = 1024 * 1024;

    /// Far above what the load ever holds: a v1 kernel refuses a limit that is below a peak of the moment.
    private static final int LEAST_MIB = 256;

    private static final String LOAD =
            "for n in 1 2 3; do while :; do /bin/true; done & done; while :; do x=$(head -c 1000000 /dev/zero); done";

    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void every_update_holds_whole_and_every_look_sees_one_of_them_whole() throws Exception {
        Container container =
                engine.factory().create(engine.container("/bin/sh", "-c", LOAD).withResources(r -> r.merge(limits(0))));
        container.run(ProcessConfig.main()
                .withStdio(new Stdio.Inherit())
                .withStreams(Streams.NONE)
                .detached());
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> looks = CompletableFuture.supplyAsync(() -> look(container.id(), done));
        for (int i = 1; i <= UPDATES; i++) {
            container.set(limits(i), false);
            assertThat(held(container.stats())).as("after update " + i).isEqualTo(asked(limits(i)));
        }
        done.set(true);
        assertThat(looks.get()).isPositive();
        assertThat(asked(container.config().linux().resources())).isEqualTo(asked(limits(UPDATES)));
        assertThat(container.processes()).isNotEmpty();
    }

    /// As another program would, through a factory's handle of its own.
    private int look(String id, AtomicBoolean done) {
        int looks = 0;
        while (!done.get()) {
            List<Long> seen = asked(engine.factory().load(id).config().linux().resources());
            int number = (int) (seen.getFirst() / MIB) - LEAST_MIB;
            assertThat(seen).as("the record as look " + looks + " saw it").isEqualTo(asked(limits(number)));
            looks++;
        }
        return looks;
    }

    /// Up and down, so that both orders of raising and lowering are met.
    private static Resources limits(int number) {
        int step = number < 64 ? number : number % 2 == 0 ? number % 64 : 63 - number % 64;
        Resources.Memory memory = new Resources.Memory(
                OptionalLong.of((LEAST_MIB + step) * MIB),
                OptionalLong.empty(),
                OptionalLong.of((2 * LEAST_MIB + 2L * step) * MIB),
                OptionalInt.empty(),
                false,
                false);
        Resources.Cpu cpu = new Resources.Cpu(
                OptionalLong.of(512 + step),
                OptionalLong.of(40_000 + 1000L * step),
                OptionalLong.of(step % 3 == 0 ? 50_000 : 100_000),
                OptionalLong.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                OptionalLong.empty());
        return Resources.NONE.withMemory(memory).withCpu(cpu).withPidsLimit(100 + step);
    }

    private static List<Long> asked(Resources resources) {
        List<Long> values = new ArrayList<>();
        values.add(resources.memory().limitBytes().orElseThrow());
        values.add(resources.memory().swapBytes().orElseThrow()
                - resources.memory().limitBytes().orElseThrow());
        values.add(resources.cpu().quotaMicros().orElseThrow());
        values.add(resources.cpu().periodMicros().orElseThrow());
        values.add(resources.pidsLimit().orElseThrow());
        return values;
    }

    private static List<Long> held(CgroupStats stats) {
        return List.of(
                stats.memory().limitBytes().orElseThrow(),
                stats.memory().swapLimitBytes().orElseThrow(),
                stats.cpu().quotaMicros().orElseThrow(),
                stats.cpu().periodMicros().orElseThrow(),
                stats.pids().limit().orElseThrow());
    }
}
