package shibafu.tui.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shibafu.engine.metrics.ProcessUse;
import shibafu.tui.draw.Lane;

/// What is remembered, and what that costs.
final class PastTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void an_hour_of_a_container_with_its_processes_takes_less_than_a_mebibyte() {
        List<Trace> kept = new ArrayList<>();
        long before = used();
        for (int container = 0; container < 6; container++) {
            kept.add(hour(container));
        }
        long each = (used() - before) / kept.size();
        assertThat(kept).allMatch(trace -> trace.past().size() == Past.CAPACITY);
        assertThat(each).as("bytes of an hour, about 700,000").isBetween(300_000L, MEBIBYTE);
    }

    /// The worst there can be: other processes at every sample, of names that never come again, and many events.
    private static Trace hour(int container) {
        Trace trace = Trace.of(START);
        for (int second = 0; second < Past.CAPACITY + Minute.MOMENTS; second++) {
            trace = trace.with(TraceTest.sample(second, second * 1000L, second, 0, second % 100, 0, 0));
            List<ProcessUse> processes = new ArrayList<>();
            for (int i = 0; i < Minute.PROCESSES; i++) {
                int pid = second * 10 + i;
                processes.add(new ProcessUse(pid, "a command of its own, number " + container + " " + pid, 0.5, pid));
            }
            trace = trace.with(START.plusSeconds(second), processes)
                    .with(new Note(START.plusSeconds(second), Lane.Sign.NONE, "limit ".repeat(20) + second));
        }
        return trace;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void the_oldest_minute_goes_when_all_of_it_is_older_than_an_hour() {
        Past past = Past.NONE;
        for (int second = 0; second < Past.CAPACITY + 90; second++) {
            past = past.with(Point.first(TraceTest.sample(second, 0, 0, 0, second, 0, 0)));
        }
        assertThat(past.size()).isEqualTo(Past.CAPACITY);
        assertThat(past.at(0)).isEqualTo(START.plusSeconds(90));
        assertThat(past.value(0, Measure.MEMORY)).isEqualTo(90.0 * MEBIBYTE);
        assertThat(past.at(Past.CAPACITY - 1)).isEqualTo(START.plusSeconds(Past.CAPACITY + 89));
        assertThat(past.until(START.plusSeconds(90))).isEqualTo(1);
        assertThat(past.until(START)).isZero();
        assertThat(past.until(START.plusSeconds(99_999))).isEqualTo(Past.CAPACITY);
    }

    @Test
    void processes_are_found_again_at_their_moment() {
        Trace trace = Trace.of(START);
        for (int second = 0; second < 100; second++) {
            trace = trace.with(TraceTest.sample(second, 0, 0, 0, 1, 0, 0));
            if (second % 2 == 0) {
                trace = trace.with(
                        START.plusSeconds(second),
                        List.of(
                                new ProcessUse(second + 1, "burn", 1.25, 3 * MEBIBYTE),
                                new ProcessUse(7, "x".repeat(50), 0, 1024)));
            }
        }
        assertThat(trace.processesAt(START.plusSeconds(42)))
                .containsExactly(
                        new ProcessUse(43, "burn", 1.25, 3 * MEBIBYTE), new ProcessUse(7, "x".repeat(32), 0, 1024));
        assertThat(trace.processesAt(START.plusSeconds(41))).isEmpty();
        assertThat(trace.processesAt(START.plusSeconds(99))).isEmpty();
        Trace late = trace.with(START.plusSeconds(3), List.of(new ProcessUse(1, "late", 1, 1)));
        assertThat(late.processesAt(START.plusSeconds(3))).isEmpty();
    }

    @Test
    void what_was_handed_out_does_not_change() {
        Trace one = Trace.of(START).with(TraceTest.sample(0, 0, 0, 0, 1, 0, 0));
        Trace two = one.with(START, List.of(new ProcessUse(1, "sh", 0, 0))).with(TraceTest.sample(1, 0, 0, 0, 2, 0, 0));
        assertThat(one.past().size()).isEqualTo(1);
        assertThat(one.processesAt(START)).isEmpty();
        assertThat(two.processesAt(START)).hasSize(1);
    }
}
