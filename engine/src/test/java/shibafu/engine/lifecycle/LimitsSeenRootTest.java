package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.launch.Streams;
import shibafu.engine.spec.Resources;

/// Limits as a container reads them in its own cgroup: the files are the kernel's answer, not what was written.
@RequiresRoot
final class LimitsSeenRootTest {
    private static final boolean V2 = Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"));

    private static final Path INFINIBAND = Path.of("/sys/class/infiniband");

    /// A limit, the file that v1 shows it in and how, and the same for v2; `-` where a version has none.
    private static final List<Row> ROWS = List.of(
            row("memory.limit", "67108864", "memory/memory.limit_in_bytes 67108864", "memory.max 67108864"),
            row("memory.swap", "100663296", "memory/memory.memsw.limit_in_bytes 100663296", "memory.swap.max 33554432"),
            row("memory.reservation", "33554432", "memory/memory.soft_limit_in_bytes 33554432", "memory.low 33554432"),
            row("memory.swappiness", "10", "memory/memory.swappiness 10", "-"),
            row("memory.kernelTCP", "8388608", "memory/memory.kmem.tcp.limit_in_bytes 8388608", "-"),
            row("memory.disableOOMKiller", "true", "memory/memory.oom_control oom_kill_disable 1", "-"),
            row("cpu.quota", "50000", "cpu/cpu.cfs_quota_us 50000", "cpu.max 50000 80000"),
            row("cpu.period", "80000", "cpu/cpu.cfs_period_us 80000", "cpu.max 50000 80000"),
            row("cpu.burst", "10000", "cpu/cpu.cfs_burst_us 10000", "cpu.max.burst 10000"),
            row("cpu.idle", "1", "cpu/cpu.idle 1", "cpu.idle 1"),
            row("cpu.realtimeRuntime", "2000", "cpu/cpu.rt_runtime_us 2000", "-"),
            row("cpu.realtimePeriod", "400000", "cpu/cpu.rt_period_us 400000", "-"),
            row("pids.limit", "32", "pids/pids.max 32", "pids.max 32"),
            row("blockIO.weight", "100", "blkio/blkio.bfq.weight 100", "io.weight default 910"),
            row("network.classID", "1048577", "net_cls/net_cls.classid 1048577", "-"),
            row("network.priorities", "[{\"name\": \"lo\", \"priority\": 5}]", "net_prio/net_prio.ifpriomap lo 5", "-"),
            row("unified", "{\"memory.high\": \"50331648\"}", "-", "memory.high 50331648"));

    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_container_reads_its_limits_in_its_own_cgroup() {
        Set<String> there = Seen.run(engine, inCgroups("find -L . -maxdepth 2 -type f"))
                .output()
                .lines()
                .map(line -> line.substring(2))
                .collect(Collectors.toSet());
        List<Row> rows = ROWS.stream().filter(row -> there.contains(row.file())).toList();
        assertThat(rows).as("limits that this kernel has").hasSizeGreaterThan(8);
        String read = rows.stream()
                .map(row -> "sed 's|^|" + row.file() + " |' " + row.file() + "; ")
                .distinct()
                .collect(Collectors.joining());
        ContainerConfig config = Seen.merged(inCgroups(read), json(rows));
        assertThat(Seen.run(engine, config).output().lines())
                .containsAll(rows.stream().map(Row::seen).toList());
    }

    @Test
    void a_limit_that_no_kernel_of_today_has_is_refused_with_its_cure() {
        List<String> weights = List.of(
                "{\"leafWeight\": 200}", "{\"weightDevice\": [{\"major\": 7, \"minor\": 0, \"leafWeight\": 200}]}");
        for (String weight : weights) {
            ContainerConfig config = Seen.merged(
                    engine.container("true"), "{\"linux\": {\"resources\": {\"blockIO\": " + weight + "}}}");
            assertThatThrownBy(() -> Seen.run(engine, config))
                    .hasMessageContaining("set blkio leaf weight: no kernel since 5.0 has one; leave leafWeight out");
        }
    }

    /// What is in use here is the cache of files, which the kernel would give back: only the check keeps it.
    @Test
    void a_check_before_the_update_keeps_what_is_in_use() {
        String script = "head -c 20000000 /dev/zero >/file; echo written; sleep 100";
        Container container = engine.factory()
                .create(engine.container("/bin/sh", "-c", script).withResources(r -> r.withMemoryLimit(64 << 20)));
        container.start(ProcessConfig.main().withSupervise(false).withStreams(Streams.PIPES));
        container.exec();
        Seen.exec(container, "/bin/sh", "-c", "until [ $(stat -c %s /file) = 20000000 ]; do sleep 0.1; done");
        Seen.exec(container, "sync"); // what is not on the disk yet can't be given back
        Resources low = resources("{\"limit\": 8388608, \"checkBeforeUpdate\": true}");
        assertThatThrownBy(() -> container.set(low, false)).hasMessageContaining("a check before the update was asked");
        assertThat(container.stats().memory().limitBytes()).hasValue(64 << 20);
        container.set(resources("{\"limit\": 8388608}"), false);
        assertThat(container.stats().memory().limitBytes()).hasValue(8388608);
    }

    private Resources resources(String memory) {
        String change = "{\"linux\": {\"resources\": {\"memory\": " + memory + "}}}";
        return Seen.merged(engine.container("true"), change).spec().linux().resources();
    }

    /// Software devices do as well: `rdma link add NAME type rxe netdev INTERFACE`.
    @Test
    void an_rdma_device_has_the_most_that_was_asked_for() throws IOException {
        assumeTrue(hasRdma());
        String device = INFINIBAND.toFile().list()[0];
        String limits =
                "{\"linux\": {\"resources\": {\"rdma\": {\"DEVICE\": {\"hcaHandles\": 3, \"hcaObjects\": 10000}}}}}";
        String file = V2 ? "rdma.max" : "rdma/rdma.max";
        ContainerConfig config = Seen.merged(inCgroups("cat " + file), limits.replace("DEVICE", device));
        assertThat(Seen.run(engine, config).output()).contains(device + " hca_handle=3 hca_object=10000");
    }

    static boolean hasRdma() {
        String[] devices = INFINIBAND.toFile().list();
        return devices != null && devices.length > 0;
    }

    private ContainerConfig inCgroups(String script) {
        return engine.container("/bin/sh", "-c", "cd /sys/fs/cgroup; " + script);
    }

    /// `memory.limit 1` and `memory.swap 2` as `{"linux": {"resources": {"memory": {"limit": 1, "swap": 2}}}}`.
    private static String json(List<Row> rows) {
        Map<String, List<String>> groups = new TreeMap<>();
        List<String> members = new ArrayList<>();
        for (Row row : rows) {
            int dot = row.limit().indexOf('.');
            if (dot < 0) {
                members.add(member(row.limit(), row.value()));
            } else {
                groups.computeIfAbsent(row.limit().substring(0, dot), name -> new ArrayList<>())
                        .add(member(row.limit().substring(dot + 1), row.value()));
            }
        }
        groups.forEach((name, of) -> members.add(member(name, "{" + String.join(", ", of) + "}")));
        return "{\"linux\": {\"resources\": {" + String.join(", ", members) + "}}}";
    }

    private static String member(String name, String value) {
        return "\"" + name + "\": " + value;
    }

    private static Row row(String limit, String value, String v1, String v2) {
        return new Row(limit, value, V2 ? v2 : v1);
    }

    /// @param limit below `linux.resources`
    /// @param value as JSON
    /// @param seen a file and a line in it
    record Row(String limit, String value, String seen) {
        String file() {
            return seen.split(" ", 2)[0];
        }
    }
}
