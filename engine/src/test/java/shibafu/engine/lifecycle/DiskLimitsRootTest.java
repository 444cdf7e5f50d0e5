package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.cgroup.LoopDisk;

/// Limits of one disk, as a container reads them in its own cgroup.
@RequiresRoot
final class DiskLimitsRootTest {
    private static final Path CGROUP = Path.of("/sys/fs/cgroup");
    private static final boolean V2 = Files.exists(CGROUP.resolve("cgroup.controllers"));

    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_disk_has_the_four_rates_that_were_asked_for() throws IOException {
        try (LoopDisk disk = LoopDisk.make(1 << 20)) {
            String seen = seen(disk, "io.max", "blkio.throttle.*_device", """
                    {"throttleReadBpsDevice": [{"major": MAJOR, "minor": MINOR, "rate": 1001}],
                     "throttleWriteBpsDevice": [{"major": MAJOR, "minor": MINOR, "rate": 1002}],
                     "throttleReadIOPSDevice": [{"major": MAJOR, "minor": MINOR, "rate": 1003}],
                     "throttleWriteIOPSDevice": [{"major": MAJOR, "minor": MINOR, "rate": 1004}]}
                    """);
            assertThat(seen.lines())
                    .contains(
                            V2
                                    ? new String[] {"io.max:D rbps=1001 wbps=1002 riops=1003 wiops=1004"}
                                    : new String[] {
                                        "blkio.throttle.read_bps_device:D 1001",
                                        "blkio.throttle.write_bps_device:D 1002",
                                        "blkio.throttle.read_iops_device:D 1003",
                                        "blkio.throttle.write_iops_device:D 1004"
                                    });
        }
    }

    /// v2 weighs by iocost, v1 by bfq: both are first switched on for the disk.
    @Test
    void a_disk_has_the_weight_that_was_asked_for() throws IOException {
        try (LoopDisk disk = LoopDisk.make(1 << 20)) {
            Path scheduler = Path.of("/sys/block", disk.node().substring("/dev/".length()), "queue/scheduler");
            if (V2) {
                Files.writeString(CGROUP.resolve("io.cost.qos"), disk.device() + " enable=1");
            } else {
                Files.writeString(scheduler, "bfq");
            }
            String seen = seen(disk, "io.weight", "blkio.bfq.weight_device", """
                    {"weightDevice": [{"major": MAJOR, "minor": MINOR, "weight": 300}]}
                    """);
            assertThat(seen.lines()).contains(V2 ? "io.weight:D 2930" : "blkio.bfq.weight_device:D 300");
        }
    }

    /// @return lines of these files, each after the name of its file, with `D` for the numbers of the disk
    private String seen(LoopDisk disk, String v2, String v1, String blockIo) {
        String script = V2
                ? "cd /sys/fs/cgroup; grep . " + v2 + " /dev/null"
                : "cd /sys/fs/cgroup/blkio; grep . " + v1 + " /dev/null";
        String numbers = blockIo.replace("MAJOR", Long.toString(disk.device().major()))
                .replace("MINOR", Long.toString(disk.device().minor()));
        ContainerConfig config = Seen.merged(
                engine.container("/bin/sh", "-c", script),
                "{\"linux\": {\"resources\": {\"blockIO\": " + numbers + "}}}");
        return Seen.run(engine, config).output().replace(disk.device().toString() + " ", "D ");
    }
}
