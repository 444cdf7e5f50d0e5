package shibafu.tui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shibafu.engine.service.CapabilityRow;
import shibafu.engine.service.CapabilityRow.Sets;
import shibafu.engine.service.HealthReport;
import shibafu.engine.service.LimitRow;
import shibafu.engine.service.MountRow;
import shibafu.engine.service.MountRow.Origin;
import shibafu.engine.service.NamespaceRow;
import shibafu.engine.state.HealthRecord;
import shibafu.engine.state.HealthStatus;

/// What the kernel says of the scripted containers: something of every kind.
final class FakeFacts {
    private FakeFacts() {}

    static List<MountRow> mounts() {
        return List.of(
                new MountRow("/", "overlay", "overlay", "rw,relatime rw,lowerdir=/images/busybox/rootfs", Origin.ROOT),
                new MountRow("/proc", "proc", "proc", "rw,nosuid,nodev,noexec rw", Origin.ASKED),
                new MountRow("/proc/kcore", "tmpfs", "tmpfs /null", "rw,nosuid rw", Origin.MASK),
                new MountRow("/mnt", "ext4", "/dev/sda1", "rw rw", Origin.BESIDES),
                new MountRow("/data", "bind", "/srv/data", "rbind,ro", Origin.MISSING));
    }

    static List<NamespaceRow> namespaces() {
        return List.of(
                new NamespaceRow("pid", 4_026_532_201L, false, List.of(), "new"),
                new NamespaceRow("network", 4_026_532_204L, false, List.of("db"), "/proc/4001/ns/net"),
                new NamespaceRow("user", 4_026_531_837L, true, List.of("db"), ""));
    }

    static HealthReport health(HealthStatus status) {
        Instant noon = Instant.parse("2026-11-28T12:00:00Z");
        return new HealthReport(
                List.of("/bin/sh", "-c", "wget -q -O - localhost || exit 1"),
                Duration.ofSeconds(10),
                Duration.ofMillis(1500),
                Duration.ofMinutes(1),
                2,
                Optional.of(new HealthRecord(
                        status,
                        status == HealthStatus.UNHEALTHY ? 2 : 0,
                        List.of(
                                new HealthRecord.Result(noon, noon.plusMillis(12), 0, "it works\n"),
                                new HealthRecord.Result(
                                        noon.plusSeconds(10),
                                        noon.plusMillis(10_020),
                                        1,
                                        "wget: can't connect to remote host (127.0.0.1): Connection refused\n"),
                                new HealthRecord.Result(
                                        noon.plusSeconds(20),
                                        noon.plusMillis(21_520),
                                        -1,
                                        "Health check exceeded timeout (1.5s)")))));
    }

    static List<CapabilityRow> capabilities() {
        Sets none = new Sets(false, false, false, false, false);
        Sets usual = new Sets(true, true, false, true, false);
        return List.of(
                new CapabilityRow("CAP_SYS_ADMIN", none, none),
                new CapabilityRow("CAP_CHOWN", usual, usual),
                new CapabilityRow("CAP_KILL", new Sets(false, true, false, true, false), usual));
    }

    static List<LimitRow> limits() {
        String folder = "/sys/fs/cgroup/shibafu_web/";
        return List.of(
                new LimitRow(folder + "memory.max", "104857600", "104857600"),
                new LimitRow(folder + "cpu.max", "50000 100000", "50000 100000"),
                new LimitRow(folder + "io.max", "8:0 rbps=1000000", "8:0 rbps=1000000 wbps=max riops=max wiops=max"),
                new LimitRow(folder + "memory.swap.max", "1000", "4096"));
    }
}
