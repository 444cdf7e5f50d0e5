package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shibafu.engine.TestHost;
import shibafu.engine.WouldKillException;
import shibafu.engine.cgroup.EffectiveLimits.Ceiling;
import shibafu.engine.spec.Resources;

/// What the kernel's v1 and v2 controllers must both do with our plans and updates; run against the kernel.
@Timeout(120)
abstract class CgroupContract {
    private static final long MIB = 1024 * 1024;

    final CgroupLayout layout = CgroupLayout.detect(Path.of("/"));

    /// Reads a limit where people look for it.
    abstract String memoryLimit(String path) throws Exception;

    abstract String cpuLimit(String path) throws Exception;

    abstract Path controllerFile(String path, String controller, String file);

    @Test
    void limits_stand_where_people_look_for_them() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, limits(100 * MIB, 50_000, 20))) {
            assertThat(memoryLimit(live.path)).isEqualTo("104857600");
            assertThat(cpuLimit(live.path)).isEqualTo("50000/100000");
            assertThat(Files.readString(controllerFile(live.path, "pids", "pids.max")))
                    .isEqualTo("20\n");
        }
    }

    @Test
    void a_cgroup_without_limits_takes_processes() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, Resources.NONE)) {
            assertThat(live.output("echo hello")).isEqualTo("hello");
            CgroupStats stats = live.cgroup.stats().orElseThrow();
            assertThat(stats.memory().limitBytes()).isEmpty();
            assertThat(stats.cpu().quotaMicros()).isEmpty();
            assertThat(stats.pids().limit()).isEmpty();
        }
    }

    @Test
    void processes_are_found_in_it_and_below_it() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, Resources.NONE)) {
            Process sleep = live.run("exec sleep 1000");
            assertThat(live.cgroup.pids()).containsExactly((int) sleep.pid());
            assertThat(layout.open("/shibafu_test_not_there").pids()).isEmpty();
        }
    }

    @Test
    void statistics_follow_what_happens() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, limits(200 * MIB, 50_000, 20));
                CgroupStatsReader reader = live.cgroup.openStats()) {
            CgroupStats before = reader.read().orElseThrow();
            live.run("while :; do :; done");
            await(() -> reader.read().orElseThrow().cpu().throttledPeriods() > 1);
            CgroupStats after = reader.read().orElseThrow();

            assertThat(after.cpu().usageMicros()).isGreaterThan(before.cpu().usageMicros());
            assertThat(after.cpu().throttledMicros()).isPositive();
            assertThat(after.cpu().periods()).isGreaterThanOrEqualTo(after.cpu().throttledPeriods());
            assertThat(after.cpu().quotaMicros()).hasValue(50_000);
            assertThat(after.cpu().periodMicros()).hasValue(100_000);
            assertThat(after.memory().usageBytes()).isPositive();
            assertThat(after.memory().limitBytes()).hasValue(200 * MIB);
            assertThat(after.pids().current()).isEqualTo(1);
            assertThat(after.pids().limit()).hasValue(20);
        }
    }

    @Test
    void statistics_end_when_the_cgroup_is_removed() throws Exception {
        LiveCgroup live = LiveCgroup.make(layout, Resources.NONE);
        try (CgroupStatsReader reader = live.cgroup.openStats()) {
            assertThat(reader.read()).isPresent();
            live.close();
            assertThat(reader.read()).isEmpty();
            assertThat(live.cgroup.stats()).isEmpty();
            assertThat(live.cgroup.exists()).isFalse();
        }
    }

    @Test
    void statistics_go_on_when_the_cgroup_is_made_anew() throws Exception {
        LiveCgroup first = LiveCgroup.make(layout, limits(100 * MIB, -1, 20));
        try (CgroupStatsReader reader = first.cgroup.openStats()) {
            assertThat(reader.read().orElseThrow().pids().limit()).hasValue(20);
            first.close();
            try (LiveCgroup second = LiveCgroup.make(layout, first.path, limits(100 * MIB, -1, 30))) {
                assertThat(reader.read().orElseThrow().pids().limit()).hasValue(30);
                assertThat(second.cgroup.exists()).isTrue();
            }
        }
    }

    @Test
    void an_interrupt_costs_one_read_at_most() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, limits(100 * MIB, -1, 20));
                CgroupStatsReader reader = live.cgroup.openStats()) {
            assertThat(reader.read()).isPresent();
            Thread.currentThread().interrupt();
            assertThatThrownBy(reader::read).isInstanceOf(CgroupException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(reader.read().orElseThrow().pids().limit()).hasValue(20);
        }
    }

    @Test
    void a_frozen_cgroup_stops_and_goes_on() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, Resources.NONE)) {
            live.run("while :; do :; done");
            assertThat(live.cgroup.frozen()).isFalse();

            live.cgroup.freeze();
            assertThat(live.cgroup.frozen()).isTrue();
            long stopped = usageMicros(live);
            Thread.sleep(100);
            assertThat(usageMicros(live)).isEqualTo(stopped);

            live.cgroup.thaw();
            assertThat(live.cgroup.frozen()).isFalse();
            await(() -> usageMicros(live) > stopped);
        }
    }

    @Test
    void a_cgroup_in_which_processes_come_and_go_can_be_frozen() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, Resources.NONE)) {
            for (int i = 0; i < 4; i++) {
                live.run("while :; do /bin/true; done");
            }
            for (int i = 0; i < 10; i++) {
                live.cgroup.freeze();
                assertThat(live.cgroup.frozen()).isTrue();
                live.cgroup.thaw();
            }
        }
    }

    @Test
    void an_empty_cgroup_can_be_frozen() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, Resources.NONE)) {
            live.cgroup.freeze();
            assertThat(live.cgroup.frozen()).isTrue();
        }
    }

    @Test
    void limits_change_while_it_runs() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, limits(100 * MIB, 50_000, 20))) {
            live.run("exec sleep 1000");
            live.cgroup.apply(limits(64 * MIB, 25_000, 10), Resources.NONE, false, LimitNotice.NOBODY);
            assertThat(memoryLimit(live.path)).isEqualTo("67108864");
            assertThat(cpuLimit(live.path)).isEqualTo("25000/100000");

            live.cgroup.apply(limits(-1, -1, -1), Resources.NONE, false, LimitNotice.NOBODY);
            CgroupStats stats = live.cgroup.stats().orElseThrow();
            assertThat(stats.memory().limitBytes()).isEmpty();
            assertThat(stats.cpu().quotaMicros()).isEmpty();
            assertThat(stats.pids().limit()).isEmpty();
        }
    }

    @Test
    void a_refused_value_sets_the_others_back() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, limits(100 * MIB, 50_000, 20))) {
            Resources tooShort = resources(
                    TestHost.memory(64 * MIB),
                    cpu(OptionalLong.of(10_000), OptionalLong.of(10_000)),
                    OptionalLong.of(1L << 62));
            assertThatThrownBy(() -> live.cgroup.apply(tooShort, Resources.NONE, false, LimitNotice.NOBODY))
                    .isInstanceOf(CgroupException.class)
                    .hasMessageContaining("pids.max")
                    .hasMessageContaining("invalid argument: give a number of processes");
            assertThat(memoryLimit(live.path)).isEqualTo("104857600");
            assertThat(cpuLimit(live.path)).isEqualTo("50000/100000");
        }
    }

    @Test
    void a_limit_below_what_is_held_is_refused_before_it_kills() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, limits(200 * MIB, -1, 20))) {
            Process holder = live.run(HOLD_40_MIB);
            await(() -> live.cgroup.stats().orElseThrow().memory().anonBytes() > 40 * MIB);

            assertThatThrownBy(() ->
                            live.cgroup.apply(limits(20 * MIB, -1, 20), Resources.NONE, false, LimitNotice.NOBODY))
                    .isInstanceOf(WouldKillException.class)
                    .hasMessageStartingWith("limit memory to 20971520 bytes: its programs hold ");
            assertThat(holder.isAlive()).isTrue();
            assertThat(memoryLimit(live.path)).isEqualTo("209715200");
            forced(live, limits(20 * MIB, -1, 20), holder);
        }
    }

    /// What the kernel does when it is told to.
    abstract void forced(LiveCgroup live, Resources tooLow, Process holder) throws Exception;

    @Test
    void more_processes_than_the_limit_are_refused_and_counted() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, limits(-1, -1, 3))) {
            assertThat(live.output("for n in 1 2 3 4; do sleep 1000 >/dev/null 2>&1 & done; echo not here"))
                    .containsIgnoringCase("cannot fork");
            CgroupStats.Pids pids = live.cgroup.stats().orElseThrow().pids();
            assertThat(pids.refused()).isPositive();
            assertThat(pids.current()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void a_process_over_its_memory_limit_is_killed_and_counted() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, limits(20 * MIB, -1, 20))) {
            assertThat(live.cgroup.oomKills()).isZero();
            // One process alone, so that it is the one that is killed.
            Process holder = live.run("x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done");
            assertThat(holder.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(holder.exitValue()).isEqualTo(137);
            assertThat(live.cgroup.oomKills()).isEqualTo(1);
            assertThat(live.cgroup.stats().orElseThrow().memory().oomKills()).isEqualTo(1);
        }
    }

    @Test
    void a_nested_cgroup_gets_the_controllers_it_needs() throws Exception {
        String parent = "/shibafu_test_nested_" + ProcessHandle.current().pid();
        try (LiveCgroup outer = LiveCgroup.make(layout, parent, Resources.NONE);
                LiveCgroup live = LiveCgroup.make(layout, parent + "/a/b", limits(100 * MIB, 50_000, 20))) {
            assertThat(memoryLimit(live.path)).isEqualTo("104857600");
            assertThat(live.output("echo hello")).isEqualTo("hello");
            Process sleep = live.run("exec sleep 1000");
            assertThat(outer.cgroup.pids()).contains((int) sleep.pid());
        }
    }

    @Test
    void the_smallest_limit_above_it_holds() throws Exception {
        String parent = "/shibafu_test_above_" + ProcessHandle.current().pid();
        try (LiveCgroup outer = LiveCgroup.make(layout, parent, limits(64 * MIB, 50_000, 20));
                LiveCgroup live = LiveCgroup.make(layout, parent + "/a", limits(100 * MIB, 20_000, -1))) {
            assertThat(outer.plan().directories()).isNotEmpty();
            EffectiveLimits limits = live.cgroup.effectiveLimits();
            assertThat(limits.memoryBytes()).contains(new Ceiling<>(64 * MIB, directory(outer, "memory")));
            assertThat(limits.cpus()).contains(new Ceiling<>(0.2, directory(live, "cpu")));
            assertThat(limits.pids()).contains(new Ceiling<>(20L, directory(outer, "pids")));
        }
    }

    @Test
    void a_cpuset_holds_a_process_to_its_cpu() throws Exception {
        Resources.Cpu cpu = new Resources.Cpu(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of("0"),
                Optional.empty(),
                OptionalLong.empty());
        try (LiveCgroup live = LiveCgroup.make(layout, resources(Resources.Memory.NONE, cpu, OptionalLong.empty()))) {
            assertThat(live.output("grep Cpus_allowed_list /proc/self/status")).endsWith("\t0");
        }
    }

    private static Path directory(LiveCgroup live, String controller) {
        return live.cgroup.directory(controller).orElseThrow();
    }

    static final String HOLD_40_MIB = "v=$(head -c 41943040 /dev/zero | tr '\\0' x); exec 3</dev/zero; read -r n <&3";

    static Resources limits(long memoryBytes, long quotaMicros, long pids) {
        return resources(
                TestHost.memory(memoryBytes),
                cpu(OptionalLong.of(quotaMicros), OptionalLong.empty()),
                OptionalLong.of(pids));
    }

    static Resources resources(Resources.Memory memory, Resources.Cpu cpu, OptionalLong pids) {
        return Resources.NONE.withMemory(memory).withCpu(cpu).withPidsLimit(pids);
    }

    static Resources.Cpu cpu(OptionalLong quotaMicros, OptionalLong periodMicros) {
        return new Resources.Cpu(
                OptionalLong.empty(),
                quotaMicros,
                periodMicros,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    private static long usageMicros(LiveCgroup live) {
        return live.cgroup.stats().orElseThrow().cpu().usageMicros();
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
