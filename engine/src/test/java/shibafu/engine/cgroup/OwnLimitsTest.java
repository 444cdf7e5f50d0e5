package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import shibafu.engine.cgroup.OwnLimits.Rates;
import shibafu.engine.spec.BlockIo.Device;

final class OwnLimitsTest {
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void of_v2() {
        Folder folder = Fixture.folder(Map.of(
                "memory.max", "1073741824",
                "memory.high", "max",
                "memory.swap.max", "0",
                "cpu.max", "50000 20000",
                "cpu.weight", "300",
                "pids.max", "max",
                "io.max", "8:0 rbps=1048576 wbps=max riops=max wiops=120\n259:3 rbps=max wbps=7 riops=max wiops=max"));
        ControllerFolders folders =
                new ControllerFolders(Map.of(), Map.of("memory", folder, "cpu", folder, "pids", folder, "io", folder));
        assertThat(OwnLimits.of(folders))
                .isEqualTo(new OwnLimits(
                        OptionalLong.of(GIBIBYTE),
                        OptionalLong.of(-1),
                        OptionalLong.of(0),
                        OptionalLong.of(50_000),
                        OptionalLong.of(20_000),
                        OptionalLong.of(300),
                        OptionalLong.of(-1),
                        Map.of(
                                new Device(8, 0), new Rates(1 << 20, -1, -1, 120),
                                new Device(259, 3), new Rates(-1, 7, -1, -1))));
    }

    @Test
    void of_v1_with_swap_by_itself() {
        Folder memory = Fixture.folder(Map.of(
                "memory.limit_in_bytes", Long.toString(GIBIBYTE),
                "memory.memsw.limit_in_bytes", Long.toString(GIBIBYTE + 4096)));
        Folder cpu =
                Fixture.folder(Map.of("cpu.cfs_quota_us", "-1", "cpu.cfs_period_us", "100000", "cpu.shares", "1024"));
        Folder blkio = Fixture.folder(Map.of(
                "blkio.throttle.read_bps_device", "8:0 1048576",
                "blkio.throttle.write_iops_device", "8:0 120\n259:3 9",
                "blkio.throttle.write_bps_device", ""));
        ControllerFolders folders = new ControllerFolders(
                Map.of("memory", memory, "cpu", cpu, "blkio", blkio, "pids", Fixture.folder(Map.of("pids.max", "12"))),
                Map.of());
        assertThat(OwnLimits.of(folders))
                .isEqualTo(new OwnLimits(
                        OptionalLong.of(GIBIBYTE),
                        OptionalLong.empty(),
                        OptionalLong.of(4096),
                        OptionalLong.of(-1),
                        OptionalLong.of(100_000),
                        OptionalLong.of(1024),
                        OptionalLong.of(12),
                        Map.of(
                                new Device(8, 0), new Rates(1 << 20, -1, -1, 120),
                                new Device(259, 3), new Rates(-1, -1, -1, 9))));
    }

    @Test
    void of_v1_without_limits_or_without_swap_counted() {
        String none = "9223372036854771712";
        Folder memory = Fixture.folder(Map.of("memory.limit_in_bytes", none));
        OwnLimits own = OwnLimits.of(new ControllerFolders(Map.of("memory", memory), Map.of()));
        assertThat(own.memoryBytes()).hasValue(-1);
        assertThat(own.swapBytes()).isEmpty();
        assertThat(own.pids()).isEmpty();
        Folder counted = Fixture.folder(Map.of("memory.limit_in_bytes", none, "memory.memsw.limit_in_bytes", none));
        assertThat(OwnLimits.of(new ControllerFolders(Map.of("memory", counted), Map.of()))
                        .swapBytes())
                .hasValue(-1);
    }
}
