package shibafu.tui.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.service.Limit;

final class SweepPlanTest {
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void from_high_to_low_with_both_ends() {
        assertThat(SweepPlan.parse("memory.max 512M..128M step 128M hold 20s").plan())
                .contains(new SweepPlan(
                        Limit.MEMORY_MAX,
                        List.of(512 * MEBIBYTE, 384 * MEBIBYTE, 256 * MEBIBYTE, 128 * MEBIBYTE),
                        Duration.ofSeconds(20),
                        false));
    }

    @Test
    void the_last_step_is_shorter_where_the_range_does_not_divide() {
        assertThat(SweepPlan.parse("pids.max 10..31 step 10 hold 2m force").plan())
                .contains(new SweepPlan(Limit.PIDS_MAX, List.of(10L, 20L, 30L, 31L), Duration.ofMinutes(2), true));
    }

    @Test
    void cores_are_a_quota_of_the_usual_period() {
        assertThat(SweepPlan.parse("cpu.max 0.5..0.47 step 0.015").plan())
                .contains(new SweepPlan(
                        Limit.CPU_QUOTA, List.of(50_000L, 48_500L, 47_000L), Duration.ofSeconds(20), false));
    }

    @Test
    void without_a_step_it_has_six() {
        assertThat(SweepPlan.parse("cpu.weight 100..700 hold 5")
                        .plan()
                        .orElseThrow()
                        .values())
                .containsExactly(100L, 200L, 300L, 400L, 500L, 600L, 700L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memory.max | a sweep is written as memory.max 512M..128M",
                "memory.max 512M | a sweep is written as",
                "memory.limit 5M..6M | no sweep of memory.limit",
                "memory.max 5x..6M | \"5x\" is not memory like",
                "memory.max 5M..max | from one number to another",
                "memory.max 512M..128M step 0 | a step is more than nothing",
                "memory.max 512M..128M step 1M | these are",
                "pids.max 5..50 step 5 hold 2h | no time from 1s to 60m",
                "pids.max 5..50 step 5 hold 0s | no time from 1s to 60m"
            })
    void says_what_is_wrong(String text, String problem) {
        assertThat(SweepPlan.parse(text).plan()).isEmpty();
        assertThat(SweepPlan.parse(text).problem().orElseThrow()).contains(problem);
    }
}
