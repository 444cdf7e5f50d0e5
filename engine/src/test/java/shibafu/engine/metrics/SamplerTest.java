package shibafu.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.cgroup.CgroupLayout;

final class SamplerTest {
    private static final Flow FLOW = Flow.disks(91_889_664, 613_781_504)
            .withWaits(OptionalLong.of(2_934_512), OptionalLong.of(183_220), OptionalLong.of(40_212))
            .withStalls(OptionalLong.of(2_120_034), OptionalLong.of(150_099), OptionalLong.of(39_000));
    private static final Instant NOW = Instant.parse("2026-11-23T20:00:00Z");

    @Test
    void a_sample_is_what_the_files_say() throws Exception {
        Cgroup cgroup = CgroupLayout.detect(fixture("v2")).open("shibafu_c1");
        try (Sampler sampler = new Sampler(cgroup, InstantSource.fixed(NOW), () -> 77)) {
            assertThat(sampler.sample())
                    .contains(new Sample(
                            NOW,
                            77,
                            12_342_733,
                            6_371_042,
                            5_971_691,
                            249,
                            245,
                            19_522_667,
                            OptionalLong.of(50_000),
                            OptionalLong.of(100_000),
                            1_171_456,
                            397_312,
                            28_672,
                            397_312,
                            0,
                            OptionalLong.of(67_108_864),
                            OptionalLong.empty(),
                            OptionalLong.of(67_108_864),
                            0,
                            1,
                            4,
                            OptionalLong.of(5),
                            1,
                            FLOW,
                            HostCpu.NONE));
        }
    }

    @Test
    void a_file_that_changes_is_read_anew(@TempDir Path root) throws Exception {
        Path own = host(root);
        Files.writeString(own.resolve("memory.current"), "10\n");
        try (Sampler sampler = new Sampler(CgroupLayout.detect(root).open("c"))) {
            assertThat(sampler.sample().orElseThrow().memoryBytes()).isEqualTo(10);
            Files.writeString(own.resolve("memory.current"), "2000\n");
            assertThat(sampler.sample().orElseThrow().memoryBytes()).isEqualTo(2000);
        }
    }

    @Test
    void limits_on_disks_are_those_of_all_devices_together(@TempDir Path root) throws Exception {
        Path own = host(root);
        Files.writeString(
                own.resolve("io.max"),
                "8:0 rbps=1000 wbps=max riops=max wiops=max\n8:16 rbps=500 wbps=max riops=9 wiops=max\n");
        Files.writeString(own.resolve("memory.high"), "4096\n");
        try (Sampler sampler = new Sampler(CgroupLayout.detect(root).open("c"))) {
            Sample sample = sampler.sample().orElseThrow();
            assertThat(sample.flow().readLimit()).hasValue(1500);
            assertThat(sample.flow().writeLimit()).isEmpty();
            assertThat(sample.memoryHighBytes()).hasValue(4096);
        }
    }

    @Test
    void a_cgroup_that_is_not_there_has_no_sample(@TempDir Path root) throws Exception {
        host(root);
        try (Sampler sampler = new Sampler(CgroupLayout.detect(root).open("gone"))) {
            assertThat(sampler.sample()).isEmpty();
        }
    }

    @Test
    void a_sample_makes_no_garbage_but_itself() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Sampler sampler =
                new Sampler(CgroupLayout.detect(fixture("hybrid")).open("shibafu_c1"))) {
            for (int warm = 0; warm < 100; warm++) {
                assertThat(sampler.sample()).isPresent();
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                sampler.sample();
            }
            assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 100)
                    .isLessThan(1_500);
        }
    }

    private static Path host(Path root) throws IOException {
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/mountinfo"), "36 31 0:31 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
        return Files.createDirectories(root.resolve("sys/fs/cgroup/c"));
    }

    private static Path fixture(String host) throws Exception {
        URL url = Objects.requireNonNull(SamplerTest.class.getResource("/cgroup/" + host), host);
        return Path.of(url.toURI());
    }
}
