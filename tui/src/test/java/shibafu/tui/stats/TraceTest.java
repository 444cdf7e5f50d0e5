package shibafu.tui.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.metrics.Flow;
import shibafu.engine.metrics.HostCpu;
import shibafu.engine.metrics.Sample;

/// Samples to points, and what they mean.
final class TraceTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final long MEBIBYTE = 1 << 20;

    private final Trace empty = Trace.of(START);

    @Test
    void a_wider_window_has_groups_that_stay_the_same_while_time_goes_on() {
        Trace trace = Trace.of(START);
        for (int second = 0; second < 11; second++) {
            trace = trace.with(sample(second, 0, 0, 0, second, second, 0));
        }
        Window four = Window.NOW.widened(true).widened(true);
        // Mebibytes 0 to 3, 4 to 7, and 8 to 10, which has begun only.
        assertThat(trace.tail(10, four).stream().map(point -> point.memoryBytes() / MEBIBYTE))
                .containsExactly(1L, 5L, 9L);
        assertThat(trace.tail(10, four).stream().map(Point::oomKills)).containsExactly(3L, 4L, 3L);
        assertThat(trace.tail(2, four).stream().map(point -> point.memoryBytes() / MEBIBYTE))
                .containsExactly(5L, 9L);
        Trace later = trace.with(sample(11, 0, 0, 0, 11, 11, 0)).with(sample(12, 0, 0, 0, 12, 12, 0));
        assertThat(later.tail(10, four).stream().map(point -> point.memoryBytes() / MEBIBYTE))
                .containsExactly(1L, 5L, 9L, 12L);
    }

    @Test
    void a_first_sample_has_no_rate() {
        Point point = empty.with(sample(0, 500_000, 10, 5, 64, 0, 0)).newest().orElseThrow();
        assertThat(point.cores()).isEmpty();
        assertThat(point.coresLimit()).hasValue(0.5);
        assertThat(point.memoryBytes()).isEqualTo(64 * MEBIBYTE);
    }

    @Test
    void rates_come_from_two_samples() {
        Trace trace = empty.with(sample(0, 500_000, 10, 5, 64, 0, 0)).with(sample(2, 1_500_000, 30, 10, 64, 2, 3));
        Point point = trace.newest().orElseThrow();
        assertThat(point.cores().orElseThrow()).isCloseTo(0.5, within(1e-9));
        assertThat(point.throttled()).hasValue(0.25);
        assertThat(point.oomKills()).isEqualTo(2);
        assertThat(point.refused()).isEqualTo(3);
    }

    @Test
    void counters_that_went_back_start_anew() {
        Trace trace = empty.with(sample(0, 900_000, 10, 5, 64, 5, 0)).with(sample(1, 1_000, 1, 0, 64, 0, 0));
        assertThat(trace.newest().orElseThrow().cores()).isEmpty();
        assertThat(trace.newest().orElseThrow().oomKills()).isZero();
    }

    @Test
    void the_limit_is_kept_beside_each_sample_and_its_change_is_marked() {
        Trace trace = empty.with(sample(0, 0, 0, 0, 64, 0, 0));
        trace = trace.with(limited(1, OptionalLong.of(32 * MEBIBYTE), OptionalLong.of(20_000)));
        trace = trace.with(limited(2, OptionalLong.of(32 * MEBIBYTE), OptionalLong.empty()));
        assertThat(trace.points()).extracting(Point::memoryLimitChanged).containsExactly(false, true, false);
        assertThat(trace.points()).extracting(Point::coresLimitChanged).containsExactly(false, true, true);
        assertThat(trace.points())
                .extracting(point -> Figures.coresLimit(point.coresLimit()))
                .containsExactly("0.50", "0.20", "max");
        assertThat(trace.newest().orElseThrow().throttled())
                .as("no quota is not 0%")
                .isEmpty();
    }

    @Test
    void only_the_newest_points_are_kept() {
        Trace trace = empty;
        for (int i = 0; i < Past.CAPACITY + 50; i++) {
            trace = trace.with(sample(i, i * 1000L, i, 0, 1, 0, 0));
        }
        assertThat(trace.points()).hasSize(Past.CAPACITY);
        assertThat(trace.points().getFirst().at()).isEqualTo(START.plusSeconds(50));
        assertThat(trace.tail(3, Window.NOW))
                .extracting(Point::at)
                .containsExactly(
                        START.plusSeconds(Past.CAPACITY + 47),
                        START.plusSeconds(Past.CAPACITY + 48),
                        START.plusSeconds(Past.CAPACITY + 49));
    }

    @Test
    void a_failure_keeps_what_is_known_and_a_sample_ends_it() {
        Trace failed = empty.with(sample(0, 0, 0, 0, 1, 0, 0)).failed("gone");
        assertThat(failed.problem()).contains("gone");
        assertThat(failed.points()).hasSize(1);
        assertThat(failed.with(sample(1, 0, 0, 0, 1, 0, 0)).problem()).isEmpty();
    }

    @Test
    void the_gravest_is_explained() {
        Trace calm = empty.with(sample(0, 0, 0, 0, 10, 0, 0)).with(sample(1, 10, 10, 0, 10, 0, 0));
        assertThat(Explain.of("web", calm)).isEmpty();
        Trace throttled = calm.with(sample(2, 20, 20, 10, 10, 0, 0));
        assertThat(Explain.of("web", throttled))
                .contains("the quota of 0.50 cores holds web back: throttled in 50% of periods");
        assertThat(Explain.of("web", calm.with(sample(2, 20, 20, 0, 95, 0, 0))))
                .contains("web fills 95% of its memory limit");
        assertThat(Explain.of("web", throttled.with(sample(3, 30, 30, 20, 10, 0, 7))))
                .contains("web is at its pids limit: 7 forks refused");
        assertThat(Explain.of("web", throttled.with(sample(3, 30, 30, 20, 10, 1, 7))))
                .contains("web ran into its memory limit of 100M: the kernel killed a process");
    }

    @Test
    void the_host_is_told_beside_the_quota() {
        Trace idle = empty;
        Trace busy = empty;
        for (int second = 0; second < 12; second++) {
            Sample sample = sample(second, second * 500_000L, second * 10L, second * 3L, 10, 0, 0);
            idle = idle.with(SampleChange.of(sample).host(second * 80L, second * 200L));
            busy = busy.with(SampleChange.of(sample).host(second * 4L, second * 200L));
        }
        assertThat(Explain.of("web", idle))
                .contains("the quota of 0.50 cores, not the host, holds web back: throttled in 30% of periods, "
                        + "host 40% idle");
        assertThat(Explain.of("web", busy))
                .contains("the quota of 0.50 cores holds web back: throttled in 30% of periods; "
                        + "the host is full too, only 2% idle");
    }

    @Test
    void waiting_and_memory_high_are_explained() {
        Trace disk = empty;
        Trace high = empty;
        Trace cpu = empty;
        for (int second = 0; second < 12; second++) {
            Sample sample = sample(second, 0, second * 10L, 0, 10, 0, 0);
            disk = disk.with(
                    SampleChange.of(sample).waits(0, 0, second * 400_000L).sample());
            high = high.with(
                    SampleChange.of(sample).waits(0, second * 250_000L, 0).high(8 * MEBIBYTE, second));
            cpu = cpu.with(
                    SampleChange.of(sample).waits(second * 500_000L, 0, 0).host(second, second * 100L));
        }
        assertThat(Explain.of("web", disk)).contains("web waits for the disk 40% of the time");
        assertThat(Explain.of("web", high))
                .contains("memory.high of 8M pushes web back: memory is taken from it, and it waits for memory 25% "
                        + "of the time");
        assertThat(Explain.of("web", cpu))
                .contains("the host, not a quota, holds web back: it waits for a CPU 50% of the time, host 1% idle");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0B",
        "999, 999B",
        "1000, 1K",
        "1024, 1K",
        "1536, 1.5K",
        "10240, 10K",
        "104857600, 100M",
        "432013312, 412M",
        "1717986918, 1.6G",
        "1072693248, 1G",
        "25769803776, 24G",
        "1099511627776, 1T"
    })
    void bytes_are_short(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00", "0.4849, 0.48", "1, 1.00", "9.99, 9.99", "12.345, 12.3", "128, 128.0"})
    void cores_are_short(double cores, String text) {
        assertThat(Figures.cores(cores)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"-3, 0s", "8, 8s", "119, 119s", "120, 2m", "7199, 119m", "7200, 2h", "172799, 47h", "172800, 2d"})
    void ages_are_short(long seconds, String text) {
        assertThat(Figures.age(seconds)).isEqualTo(text);
    }

    static Sample sample(
            int second, long usage, long periods, long throttled, long mebibytes, long ooms, long refused) {
        return new Sample(
                START.plusSeconds(second),
                second * 1_000_000_000L,
                usage,
                usage,
                0,
                periods,
                throttled,
                0,
                OptionalLong.of(50_000),
                OptionalLong.of(100_000),
                mebibytes * MEBIBYTE,
                0,
                0,
                0,
                0,
                OptionalLong.of(100 * MEBIBYTE),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                ooms,
                1,
                OptionalLong.empty(),
                refused,
                Flow.NONE,
                HostCpu.NONE);
    }

    private static Sample limited(int second, OptionalLong memory, OptionalLong quota) {
        return new Sample(
                START.plusSeconds(second),
                second * 1_000_000_000L,
                0,
                0,
                0,
                0,
                0,
                0,
                quota,
                OptionalLong.of(100_000),
                0,
                0,
                0,
                0,
                0,
                memory,
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                0,
                1,
                OptionalLong.empty(),
                0,
                Flow.NONE,
                HostCpu.NONE);
    }
}
