package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.spec.Resources;

final class CpuControllerTest {
    private static final long NONE = Long.MIN_VALUE;

    private final CpuController cpu = new CpuController();

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 1",
        "2, 1",
        "10, 4",
        "100, 17",
        "512, 59",
        "1024, 100",
        "2048, 174",
        "8192, 532",
        "100000, 4340",
        "262144, 10000",
        "999999, 10000"
    })
    void shares_become_weight_by_the_common_curve(long shares, long weight) {
        assertThat(CpuController.weight(shares)).isEqualTo(weight);
    }

    @Test
    void shares_that_the_kernel_would_clamp_are_refused_in_runcs_words() {
        assertThatThrownBy(() -> v1(wanted(1, NONE, NONE, NONE, NONE), Map.of()))
                .hasMessage("set cpu shares 1: the minimum allowed cpu-shares is 2");
        assertThatThrownBy(() -> v1(wanted(262_145, NONE, NONE, NONE, NONE), Map.of()))
                .hasMessageEndingWith("the maximum allowed cpu-shares is 262144");
    }

    @Nested
    class Realtime {
        private final Resources wanted = Fixture.resources(new Resources.Cpu(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.of(5_000),
                OptionalLong.of(500_000)));

        @Test
        void a_longer_period_comes_before_its_runtime_and_a_shorter_one_after() {
            assertThat(v1(wanted, Map.of("cpu.rt_period_us", "100000")))
                    .containsExactly("cpu.rt_period_us=500000", "cpu.rt_runtime_us=5000");
            assertThat(v1(wanted, Map.of("cpu.rt_period_us", "1000000")))
                    .containsExactly("cpu.rt_runtime_us=5000", "cpu.rt_period_us=500000");
        }

        @Test
        void v2_has_none() {
            assertThatThrownBy(() -> v2(wanted, Map.of())).hasMessageContaining("leave out realtimeRuntime");
            assertThat(cpu.needed(wanted)).isTrue();
        }
    }

    @Nested
    class OnV1 {
        @Test
        void a_new_cgroup_gets_period_then_quota() {
            assertThat(v1(wanted(512, 50_000, 100_000, NONE, NONE), Map.of()))
                    .containsExactly("cpu.shares=512", "cpu.cfs_period_us=100000", "cpu.cfs_quota_us=50000");
        }

        @Test
        void a_longer_period_comes_before_its_quota() {
            assertThat(v1(wanted(NONE, 100_000, 200_000, NONE, NONE), bandwidth("50000", "100000")))
                    .containsExactly("cpu.cfs_period_us=200000", "cpu.cfs_quota_us=100000");
        }

        @Test
        void a_shorter_period_comes_after_its_quota() {
            assertThat(v1(wanted(NONE, 25_000, 50_000, NONE, NONE), bandwidth("50000", "100000")))
                    .containsExactly("cpu.cfs_quota_us=25000", "cpu.cfs_period_us=50000");
        }

        @Test
        void a_burst_comes_when_the_quota_is_large_enough_for_it() {
            assertThat(v1(wanted(NONE, 20_000, NONE, 10_000, NONE), bandwidth("50000", "100000")))
                    .containsExactly("cpu.cfs_burst_us=10000", "cpu.cfs_quota_us=20000");
            assertThat(v1(wanted(NONE, 80_000, NONE, 60_000, NONE), bandwidth("50000", "100000")))
                    .containsExactly("cpu.cfs_quota_us=80000", "cpu.cfs_burst_us=60000");
        }

        @Test
        void no_quota_is_minus_one() {
            assertThat(v1(wanted(NONE, -1, NONE, NONE, NONE), Map.of())).containsExactly("cpu.cfs_quota_us=-1");
        }
    }

    @Nested
    class OnV2 {
        @Test
        void quota_and_period_stand_in_one_file() {
            assertThat(v2(wanted(1024, 50_000, NONE, NONE, NONE), Map.of()))
                    .containsExactly("cpu.weight=100", "cpu.max=50000 100000");
            assertThat(v2(wanted(NONE, -1, NONE, NONE, NONE), Map.of())).containsExactly("cpu.max=max 100000");
        }

        @Test
        void the_one_that_is_not_asked_for_stays_as_it_is() {
            Map<String, String> now = Map.of("cpu.max", "30000 60000");
            assertThat(v2(wanted(NONE, 50_000, NONE, NONE, NONE), now)).containsExactly("cpu.max=50000 60000");
            assertThat(v2(wanted(NONE, NONE, 90_000, NONE, NONE), now)).containsExactly("cpu.max=30000 90000");
        }

        @Test
        void no_burst_is_well_on_a_kernel_without_it() {
            assertThat(v2(wanted(NONE, NONE, NONE, 0, NONE), Map.of())).containsExactly("cpu.max.burst?=0");
            assertThat(v2(wanted(NONE, NONE, NONE, 5, NONE), Map.of())).containsExactly("cpu.max.burst=5");
        }
    }

    @Test
    void an_idle_cgroup_has_no_weight_to_set() {
        assertThat(v2(wanted(1024, NONE, NONE, NONE, 0), Map.of())).containsExactly("cpu.idle=0", "cpu.weight=100");
        assertThat(v1(wanted(1024, NONE, NONE, NONE, 1), Map.of())).containsExactly("cpu.shares=1024", "cpu.idle=1");
    }

    @Test
    void zero_asks_for_nothing() {
        Resources zero = wanted(0, 0, 0, NONE, NONE);
        assertThat(cpu.needed(zero)).isFalse();
        assertThat(v1(zero, Map.of())).isEmpty();
        assertThat(v2(zero, Map.of())).isEmpty();
    }

    private List<String> v1(Resources wanted, Map<String, String> now) {
        return Fixture.text(cpu.v1(wanted, Fixture.folder(now)));
    }

    private List<String> v2(Resources wanted, Map<String, String> now) {
        return Fixture.text(cpu.v2(wanted, Fixture.folder(now)));
    }

    private static Map<String, String> bandwidth(String quota, String period) {
        return Map.of("cpu.cfs_quota_us", quota, "cpu.cfs_period_us", period);
    }

    private static Resources wanted(long shares, long quota, long period, long burst, long idle) {
        return Fixture.resources(new Resources.Cpu(
                optional(shares),
                optional(quota),
                optional(period),
                optional(burst),
                Optional.empty(),
                Optional.empty(),
                optional(idle)));
    }

    private static OptionalLong optional(long value) {
        return value == NONE ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
