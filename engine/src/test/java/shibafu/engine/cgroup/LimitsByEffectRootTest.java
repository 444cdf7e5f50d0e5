package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.RequiresRoot;
import shibafu.engine.spec.BlockIo;
import shibafu.engine.spec.BlockIo.Throttle;
import shibafu.engine.spec.HugepageLimit;
import shibafu.engine.spec.NetworkMarks;
import shibafu.engine.spec.RdmaLimit;
import shibafu.engine.spec.Resources;

/// What limits do, not what files say: on whatever cgroups this machine mounts, v1, hybrid or v2.
@RequiresRoot
@Timeout(120)
final class LimitsByEffectRootTest {
    private static final long MIB = 1024 * 1024;
    private static final Resources ALL_DEVICES = Resources.NONE.withDevices(List.of(Fixture.rule("allow a *:* rwm")));

    private final CgroupLayout layout = CgroupLayout.detect(Path.of("/"));

    @Test
    void a_quota_of_half_a_cpu_yields_half_a_cpu() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, CgroupContract.limits(-1, 50_000, -1))) {
            // Two, so that the quota holds them back and not the scheduler.
            live.run("while :; do :; done");
            live.run("while :; do :; done");
            Thread.sleep(500);
            assertThat(measured(() -> percentOfACpu(live), percent -> percent >= 45))
                    .as("percent of a CPU")
                    .isEqualTo(50, within(5.0));
        }
    }

    /// Measures again, a few times at most, while others who want the CPUs may be what holds it up.
    private static double measured(Callable<Double> measure, DoublePredicate undisturbed) throws Exception {
        double value = measure.call();
        for (int more = 0; more < 5 && !undisturbed.test(value); more++) {
            value = measure.call();
        }
        return value;
    }

    private static double percentOfACpu(LiveCgroup live) throws InterruptedException {
        long began = System.nanoTime();
        long before = usageMicros(live);
        Thread.sleep(5000);
        return (usageMicros(live) - before) * 100_000.0 / (System.nanoTime() - began);
    }

    @Test
    void shares_divide_a_cpu_among_those_who_want_it() throws Exception {
        try (LiveCgroup much = LiveCgroup.make(layout, sharesOfCpu0(4096));
                LiveCgroup little = LiveCgroup.make(layout, sharesOfCpu0(512))) {
            much.run("while :; do :; done");
            little.run("while :; do :; done");
            Thread.sleep(500);
            long muchBefore = usageMicros(much);
            long littleBefore = usageMicros(little);
            Thread.sleep(4000);
            double ratio = (usageMicros(much) - muchBefore) / (double) (usageMicros(little) - littleBefore);
            // v1: 4096 to 512 is 8. v2's curve gives weights 301 and 59, which is 5.1.
            assertThat(ratio).isBetween(3.5, 12.0);
        }
    }

    @Test
    void the_fork_after_the_last_allowed_one_is_refused() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, Resources.NONE.withPidsLimit(20))) {
            String output = live.output(
                    "i=1; while [ $i -lt 30 ]; do sleep 1000 >/dev/null 2>&1 & i=$((i+1)); echo process $i; done");
            // The shell itself is the first.
            assertThat(output.lines().filter(line -> line.startsWith("process")))
                    .hasSize(19)
                    .contains("process 20");
            assertThat(output).containsIgnoringCase("cannot fork");
            CgroupStats.Pids pids = live.cgroup.stats().orElseThrow().pids();
            assertThat(pids.refused()).isEqualTo(1);
            assertThat(pids.limit()).hasValue(20);
        }
    }

    @Test
    void dd_slows_to_the_rate_of_its_disk() throws Exception {
        try (LoopDisk disk = LoopDisk.make(16 * MIB)) {
            String dd = "dd if=" + disk.node() + " of=/dev/null bs=64k count=64 iflag=direct 2>&1";
            assertThat(measured(() -> secondsOf(ALL_DEVICES, dd), seconds -> seconds < 2.5))
                    .as("4 MiB unhindered")
                    .isLessThan(2.5);
            BlockIo rate = blockIo(List.of(new Throttle(disk.device(), MIB)));
            assertThat(measured(() -> secondsOf(ALL_DEVICES.withBlockIo(rate), dd), seconds -> seconds <= 8.0))
                    .as("4 MiB at 1 MiB/s")
                    .isBetween(3.0, 8.0);
        }
    }

    @Test
    void the_rate_of_a_disk_changes_while_it_is_read() throws Exception {
        try (LoopDisk disk = LoopDisk.make(16 * MIB);
                LiveCgroup live = LiveCgroup.make(
                        layout, ALL_DEVICES.withBlockIo(blockIo(List.of(new Throttle(disk.device(), 64 * 1024)))))) {
            String dd = "dd if=" + disk.node() + " of=/dev/null bs=64k count=64 iflag=direct 2>&1";
            Process slow = live.run(dd); // would take a minute
            Thread.sleep(1000);
            assertThat(slow.isAlive()).isTrue();
            live.cgroup.apply(
                    Resources.NONE.withBlockIo(blockIo(List.of(new Throttle(disk.device(), 0)))),
                    Resources.NONE,
                    false,
                    LimitNotice.NOBODY);
            assertThat(slow.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(slow.exitValue()).isZero();
        }
    }

    @Test
    void a_disk_that_is_not_there_is_refused_and_nothing_is_changed() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, Resources.NONE.withPidsLimit(20))) {
            BlockIo nowhere = blockIo(List.of(new Throttle(new BlockIo.Device(240, 77), MIB)));
            assertThatThrownBy(() -> live.cgroup.apply(
                            CgroupContract.limits(64 * MIB, 30_000, 10).withBlockIo(nowhere),
                            Resources.NONE,
                            false,
                            LimitNotice.NOBODY))
                    .hasMessageContaining("240:77")
                    .hasMessageContaining("there is no disk with these numbers");
            CgroupStats stats = live.cgroup.stats().orElseThrow();
            assertThat(stats.pids().limit()).hasValue(20);
            assertThat(stats.memory().limitBytes()).isEmpty();
            assertThat(stats.cpu().quotaMicros()).isEmpty();
        }
    }

    @Test
    void huge_pages_beyond_the_limit_are_refused(@TempDir Path directory) throws Exception {
        assumeTrue(has("hugetlb"), "this kernel has no hugetlb controller mounted");
        Resources onePage = Resources.NONE.withHugepageLimits(List.of(new HugepageLimit("2MB", 2 * MIB)));
        try (HugePages reserved = HugePages.reserve(4);
                LiveCgroup live = LiveCgroup.make(layout, onePage)) {
            assertThat(reserved.free()).isGreaterThanOrEqualTo(4);
            String mount = "mount -t hugetlbfs -o pagesize=2M none " + directory + " && cd " + directory + " && ";
            assertThat(live.output("exec unshare -m sh -c '" + mount + "fallocate -l 2M one && echo one fits'"))
                    .isEqualTo("one fits");
            assertThat(live.output("exec unshare -m sh -c '" + mount + "fallocate -l 6M three; ls -s three'"))
                    .contains("fallocate failed");
        }
    }

    @Test
    void an_rdma_device_that_is_not_there_is_refused_in_words() throws Exception {
        assumeTrue(has("rdma"), "this kernel has no rdma controller mounted");
        Resources rdma =
                Resources.NONE.withRdma(Map.of("shibafu0", new RdmaLimit(OptionalLong.of(1), OptionalLong.of(2))));
        assertThatThrownBy(() -> LiveCgroup.make(layout, rdma).close())
                .hasMessageContaining("shibafu0 hca_handle=1 hca_object=2")
                .hasMessageContaining("there is no such RDMA device here");
    }

    @Test
    void an_interface_has_the_priority_that_was_asked_for() throws Exception {
        assumeTrue(has("net_prio") && has("net_cls"), "this host mounts no net_cls and net_prio");
        Resources marks = Resources.NONE.withNetwork(new NetworkMarks(OptionalLong.of(0x10_0001), Map.of("lo", 5L)));
        try (LiveCgroup live = LiveCgroup.make(layout, marks)) {
            assertThat(read(live, "net_cls", "net_cls.classid")).isEqualTo("1048577");
            assertThat(read(live, "net_prio", "net_prio.ifpriomap")).contains("lo 5");
        }
    }

    private double secondsOf(Resources resources, String command) throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, resources)) {
            long began = System.nanoTime();
            assertThat(live.output(command)).contains("64+0 records out");
            return (System.nanoTime() - began) / 1e9;
        }
    }

    private boolean has(String controller) {
        return layout.open("/shibafu_test_asks").directory(controller).isPresent()
                && !(layout instanceof CgroupV2 && controller.startsWith("net_"))
                && (!(layout instanceof CgroupV2) || v2Has(controller));
    }

    private static boolean v2Has(String controller) {
        return CgroupFile.read(Path.of("/sys/fs/cgroup/cgroup.controllers"))
                .filter(text -> List.of(text.split(" ")).contains(controller))
                .isPresent();
    }

    private static String read(LiveCgroup live, String controller, String file) throws Exception {
        return Files.readString(live.cgroup.directory(controller).orElseThrow().resolve(file))
                .strip();
    }

    private static BlockIo blockIo(List<Throttle> readBps) {
        return new BlockIo(
                OptionalInt.empty(), OptionalInt.empty(), List.of(), readBps, List.of(), List.of(), List.of());
    }

    private static Resources sharesOfCpu0(long shares) {
        return Resources.NONE.withCpu(new Resources.Cpu(
                OptionalLong.of(shares),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of("0"),
                Optional.empty(),
                OptionalLong.empty()));
    }

    private static long usageMicros(LiveCgroup live) {
        return live.cgroup.stats().orElseThrow().cpu().usageMicros();
    }
}
