package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.cgroup.CgroupReading.Value;
import shibafu.engine.cgroup.EffectiveLimits.Ceiling;
import shibafu.engine.spec.BlockIo.Device;

final class CgroupStatsTest {
    @Test
    void reads_what_v1_files_say() throws Exception {
        CgroupStats stats = stats("hybrid");
        assertThat(stats.cpu())
                .isEqualTo(new CgroupStats.Cpu(
                        401_955,
                        263_986,
                        168_000,
                        10,
                        8,
                        449_405,
                        OptionalLong.of(50_000),
                        OptionalLong.of(100_000),
                        0,
                        0));
        assertThat(stats.memory())
                .isEqualTo(new CgroupStats.Memory(
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
                        1,
                        1_138_688,
                        detail(0, 0, 17_035, 0, 0)));
        assertThat(stats.pids()).isEqualTo(new CgroupStats.Pids(4, OptionalLong.of(5), 1, OptionalLong.empty()));
        assertThat(stats.io())
                .containsExactly(
                        new CgroupStats.IoDevice(new Device(8, 0), 1_459_200, 314_773_504, 0, 192, 353, 0),
                        new CgroupStats.IoDevice(new Device(259, 3), 4096, 0, 512, 1, 0, 1));
        assertThat(stats.pressure())
                .as("of the v2 tree beside")
                .isEqualTo(stats("v2").pressure());
    }

    @Test
    void reads_what_v2_files_say() throws Exception {
        CgroupStats stats = stats("v2");
        assertThat(stats.cpu())
                .isEqualTo(new CgroupStats.Cpu(
                        12_342_733,
                        6_371_042,
                        5_971_691,
                        249,
                        245,
                        19_522_667,
                        OptionalLong.of(50_000),
                        OptionalLong.of(100_000),
                        0,
                        0));
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
                        1,
                        1_142_784,
                        detail(88_160, 0, 3791, 3, 1)));
        assertThat(stats.pids()).isEqualTo(new CgroupStats.Pids(4, OptionalLong.of(5), 1, OptionalLong.of(5)));
        assertThat(stats.io())
                .containsExactly(
                        new CgroupStats.IoDevice(new Device(8, 0), 1_459_200, 314_773_504, 0, 192, 353, 0),
                        new CgroupStats.IoDevice(
                                new Device(259, 3), 90_430_464, 299_008_000, 50_331_648, 8950, 1252, 3021));
        assertThat(stats.hugetlb())
                .containsExactly(
                        new CgroupStats.Hugetlb("1GB", 0, OptionalLong.empty(), 0, 0, OptionalLong.empty()),
                        new CgroupStats.Hugetlb(
                                "2MB", 2_097_152, OptionalLong.of(4_194_304), 3, 4_194_304, OptionalLong.empty()));
        assertThat(stats.rdma())
                .containsExactly(new CgroupStats.Rdma("mlx5_0", 2, 117, OptionalLong.of(3), OptionalLong.empty()));
        assertThat(stats.misc()).containsExactly(new CgroupStats.Misc("sev", 1, OptionalLong.of(4), 2));
        assertThat(stats.pressure().cpu())
                .contains(new CgroupStats.Pressure(
                        new CgroupStats.Stall(12.5, 3.02, 0.77, 2_934_512),
                        new CgroupStats.Stall(9.1, 2.4, 0.55, 2_120_034)));
        assertThat(stats.pressure().memory().orElseThrow().full().totalMicros()).isEqualTo(150_099);
        assertThat(stats.pressure().io().orElseThrow().some().totalMicros()).isEqualTo(40_212);
    }

    @ParameterizedTest
    @CsvSource({"hybrid, 1463296, 314773504, 193, 353", "v2, 91889664, 613781504, 9142, 1605"})
    void a_look_sums_up_all_disks(String host, long read, long written, long reads, long writes) throws Exception {
        CgroupReading reading = new CgroupReading();
        try (CgroupStatsReader reader =
                CgroupLayout.detect(Fixture.root(host)).open("/shibafu_c1").openStats()) {
            assertThat(reader.read(reading)).isTrue();
        }
        assertThat(reading.count(Value.IO_READ_BYTES)).isEqualTo(read);
        assertThat(reading.count(Value.IO_WRITTEN_BYTES)).isEqualTo(written);
        assertThat(reading.count(Value.IO_READS)).isEqualTo(reads);
        assertThat(reading.count(Value.IO_WRITES)).isEqualTo(writes);
        assertThat(reading.has(Value.CPU_PRESSURE_FULL_MICROS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hybrid", "v2"})
    void a_look_allocates_nothing_once_every_file_is_open(String host) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CgroupReading reading = new CgroupReading();
        try (CgroupStatsReader reader =
                CgroupLayout.detect(Fixture.root(host)).open("/shibafu_c1").openStats()) {
            for (int i = 0; i < 20_000; i++) {
                reader.read(reading);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                reader.read(reading);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes for 1,000 looks")
                    .isLessThan(1000);
        }
    }

    @Test
    void names_the_cgroup_above_that_sets_a_limit(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("proc/self"));
        Files.copy(Fixture.root("v2").resolve("proc/self/mountinfo"), root.resolve("proc/self/mountinfo"));
        Path own = Files.createDirectories(root.resolve("sys/fs/cgroup/a/b"));
        Path above = root.resolve("sys/fs/cgroup/a");
        Files.writeString(own.resolve("memory.max"), "max\n");
        Files.writeString(own.resolve("memory.high"), "2048\n");
        Files.writeString(own.resolve("cpu.max"), "30000 100000\n");
        Files.writeString(own.resolve("cpuset.cpus.effective"), "0-1\n");
        Files.writeString(above.resolve("memory.max"), "4096\n");
        Files.writeString(above.resolve("cpu.max"), "100000 50000\n");
        Files.writeString(above.resolve("cpuset.cpus.effective"), "0-1\n");
        Files.writeString(root.resolve("sys/fs/cgroup/cpuset.cpus.effective"), "0-3\n");
        EffectiveLimits limits = CgroupLayout.detect(root).open("a/b").effectiveLimits();
        assertThat(limits.memoryBytes()).contains(new Ceiling<>(4096L, above));
        assertThat(limits.memoryHighBytes()).contains(new Ceiling<>(2048L, own));
        assertThat(limits.cpus()).contains(new Ceiling<>(0.3, own));
        assertThat(limits.cpusetCpus()).contains(new Ceiling<>("0-1", above));
        assertThat(limits.pids()).isEmpty();
    }

    private static CgroupStats stats(String host) throws Exception {
        return CgroupLayout.detect(Fixture.root(host))
                .open("/shibafu_c1")
                .stats()
                .orElseThrow();
    }

    private static CgroupStats.MemoryDetail detail(long slab, long sock, long faults, long majorFaults, long ooms) {
        return new CgroupStats.MemoryDetail(
                0,
                slab,
                sock,
                faults,
                majorFaults,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                0,
                ooms,
                0);
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
        CgroupReading reading = new CgroupReading();
        try (StatFolder folder =
                new StatFolder(Optional.of(own), ByteBuffer.allocateDirect(4096), new KernelText(4096))) {
            MemoryStats.v2(folder, reading);
        }
        assertThat(reading.count(Value.MEMORY_KERNEL_BYTES)).isEqualTo(14);
    }
}
