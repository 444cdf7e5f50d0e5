package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupStatsTest {
    @Test
    void reads_what_v1_files_say() throws Exception {
        Cgroup cgroup = CgroupLayout.detect(Fixture.root("hybrid")).open("/shibafu_c1");
        assertThat(cgroup.stats())
                .contains(new CgroupStats(
                        new CgroupStats.Cpu(
                                401_955,
                                263_986,
                                168_000,
                                10,
                                8,
                                449_405,
                                OptionalLong.of(50_000),
                                OptionalLong.of(100_000)),
                        new CgroupStats.Memory(
                                1_138_688,
                                446_464,
                                0,
                                393_216,
                                0,
                                OptionalLong.of(67_108_864),
                                OptionalLong.of(0),
                                OptionalLong.of(33_554_432),
                                OptionalLong.of(67_108_864),
                                31,
                                1),
                        new CgroupStats.Pids(4, OptionalLong.of(5), 1)));
    }

    @Test
    void reads_what_v2_files_say() throws Exception {
        Cgroup cgroup = CgroupLayout.detect(Fixture.root("v2")).open("/shibafu_c1");
        CgroupStats stats = cgroup.stats().orElseThrow();
        assertThat(stats.cpu())
                .isEqualTo(new CgroupStats.Cpu(
                        12_342_733,
                        6_371_042,
                        5_971_691,
                        249,
                        245,
                        19_522_667,
                        OptionalLong.of(50_000),
                        OptionalLong.of(100_000)));
        assertThat(stats.memory())
                .isEqualTo(new CgroupStats.Memory(
                        1_171_456,
                        397_312,
                        28_672,
                        397_312,
                        0,
                        OptionalLong.of(67_108_864),
                        OptionalLong.of(0),
                        OptionalLong.of(33_554_432),
                        OptionalLong.of(67_108_864),
                        38,
                        1));
        assertThat(stats.pids()).isEqualTo(new CgroupStats.Pids(4, OptionalLong.of(5), 1));
    }

    @Test
    void reads_kills_processes_and_the_freezer() throws Exception {
        for (String host : new String[] {"hybrid", "v2"}) {
            Cgroup cgroup = CgroupLayout.detect(Fixture.root(host)).open("/shibafu_c1");
            assertThat(cgroup.exists()).as(host).isTrue();
            assertThat(cgroup.oomKills()).as(host).isEqualTo(1);
            assertThat(cgroup.pids()).as(host).containsExactly(4321, 4322);
            assertThat(cgroup.frozen()).as(host).isFalse();
        }
    }

    @Test
    void a_cgroup_that_does_not_stand_says_nothing() throws Exception {
        for (String host : new String[] {"hybrid", "v2"}) {
            Cgroup cgroup = CgroupLayout.detect(Fixture.root(host)).open("/shibafu_c9");
            assertThat(cgroup.exists()).as(host).isFalse();
            assertThat(cgroup.stats()).as(host).isEmpty();
            assertThat(cgroup.oomKills()).as(host).isZero();
            assertThat(cgroup.pids()).as(host).isEmpty();
            assertThat(cgroup.frozen()).as(host).isFalse();
        }
    }

    @Test
    void controllers_that_are_off_count_as_zero_and_no_limit(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("proc/self"));
        Files.copy(Fixture.root("v2").resolve("proc/self/mountinfo"), root.resolve("proc/self/mountinfo"));
        Path own = Files.createDirectories(root.resolve("sys/fs/cgroup/c"));
        Files.writeString(own.resolve("cpu.stat"), "usage_usec 7\nuser_usec 4\nsystem_usec 3\n");
        CgroupStats stats = CgroupLayout.detect(root).open("c").stats().orElseThrow();
        assertThat(stats.cpu().usageMicros()).isEqualTo(7);
        assertThat(stats.cpu().quotaMicros()).isEmpty();
        assertThat(stats.cpu().periodMicros()).isEmpty();
        assertThat(stats.memory().usageBytes()).isZero();
        assertThat(stats.memory().limitBytes()).isEmpty();
        assertThat(stats.pids().limit()).isEmpty();
    }

    @Test
    void an_old_kernels_parts_of_kernel_memory_are_added_up(@TempDir Path own) throws Exception {
        Files.writeString(own.resolve("memory.stat"), "anon 1\nkernel_stack 2\nslab 3\nsock 4\npercpu 5\n");
        try (StatFolder folder = new StatFolder(Optional.of(own), ByteBuffer.allocateDirect(4096))) {
            assertThat(MemoryController.statsV2(folder).kernelBytes()).isEqualTo(14);
        }
    }

    @Test
    void the_smallest_limit_on_the_way_up_is_found(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("proc/self"));
        Files.copy(Fixture.root("v2").resolve("proc/self/mountinfo"), root.resolve("proc/self/mountinfo"));
        Path own = Files.createDirectories(root.resolve("sys/fs/cgroup/a/b"));
        Files.writeString(own.resolve("memory.max"), "max\n");
        Files.writeString(own.resolve("cpu.max"), "30000 100000\n");
        Files.writeString(own.resolveSibling("memory.max"), "4096\n");
        Files.writeString(own.resolveSibling("cpu.max"), "100000 50000\n");
        EffectiveLimits limits = CgroupLayout.detect(root).open("a/b").effectiveLimits();
        assertThat(limits.memoryBytes()).hasValue(4096);
        assertThat(limits.cpus()).hasValue(0.3);
        assertThat(limits.pids()).isEmpty();
    }
}
