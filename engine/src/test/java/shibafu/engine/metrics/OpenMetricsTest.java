package shibafu.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import shibafu.engine.cgroup.CgroupStats;
import shibafu.engine.cgroup.CgroupStats.Pressure;
import shibafu.engine.cgroup.CgroupStats.Stall;
import shibafu.engine.spec.BlockIo.Device;

final class OpenMetricsTest {
    @Test
    void a_container_is_told_in_base_units_under_its_name() throws IOException {
        assertThat(text(Map.of("web", stats(OptionalLong.of(50_000)))))
                .contains("# TYPE shibafu_cpu_usage_seconds counter")
                .contains("shibafu_cpu_usage_seconds_total{container=\"web\"} 2.5\n")
                .contains("shibafu_cpu_limit_cores{container=\"web\"} 0.5\n")
                .contains("shibafu_memory_usage_bytes{container=\"web\"} 4096.0\n")
                .contains("shibafu_memory_oom_kills_total{container=\"web\"} 3.0\n")
                .contains("shibafu_io_read_bytes_total{container=\"web\",device=\"8:16\"} 512.0\n")
                .contains(
                        "shibafu_pressure_waiting_seconds_total{container=\"web\",resource=\"memory\",tasks=\"some\"} 1.5\n")
                .contains("shibafu_pids{container=\"web\"} 7.0\n");
    }

    @Test
    void what_is_not_limited_has_no_number() throws IOException {
        assertThat(text(Map.of("web", stats(OptionalLong.empty()))))
                .doesNotContain("shibafu_cpu_limit_cores{")
                .doesNotContain("shibafu_memory_limit_bytes{")
                .doesNotContain("shibafu_pids_limit{");
    }

    @Test
    void without_containers_there_is_nothing_to_tell() throws IOException {
        assertThat(text(Map.of())).doesNotContain("{").endsWith("# EOF\n");
    }

    private static String text(Map<String, CgroupStats> containers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new OpenMetricsTextFormatWriter(false, false).write(bytes, OpenMetrics.of(containers));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static CgroupStats stats(OptionalLong quotaMicros) {
        OptionalLong none = OptionalLong.empty();
        Stall stall = new Stall(0, 0, 0, 1_500_000);
        return new CgroupStats(
                new CgroupStats.Cpu(2_500_000, 0, 0, 0, 0, 0, quotaMicros, OptionalLong.of(100_000), 0, 0),
                new CgroupStats.Memory(
                        4096,
                        0,
                        0,
                        0,
                        0,
                        none,
                        none,
                        none,
                        none,
                        0,
                        3,
                        0,
                        new CgroupStats.MemoryDetail(0, 0, 0, 0, 0, none, none, none, 0, 0, 0, 0)),
                new CgroupStats.Pids(7, none, 0, none),
                List.of(new CgroupStats.IoDevice(new Device(8, 16), 512, 0, 0, 1, 0, 0)),
                List.of(),
                List.of(),
                List.of(),
                new CgroupStats.Pressures(Optional.empty(), Optional.of(new Pressure(stall, stall)), Optional.empty()));
    }
}
