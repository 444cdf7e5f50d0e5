package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.spec.Resources;

final class MemoryControllerTest {
    private static final long MIB = 1024 * 1024;
    private static final String UNLIMITED = "9223372036854771712";

    private final MemoryController memory = new MemoryController();

    @Nested
    class OnV1 {
        @Test
        void a_new_cgroup_gets_its_limit_before_the_sum_with_swap() {
            assertThat(v1(100, 200, Map.of()))
                    .containsExactly("memory.limit_in_bytes=100", "memory.memsw.limit_in_bytes=200");
            assertThat(v1(100, 200, Map.of("memory.limit_in_bytes", UNLIMITED)))
                    .containsExactly("memory.limit_in_bytes=100", "memory.memsw.limit_in_bytes=200");
        }

        @Test
        void raising_sets_the_sum_first() {
            assertThat(v1(300, 400, Map.of("memory.limit_in_bytes", "100")))
                    .containsExactly("memory.memsw.limit_in_bytes=400", "memory.limit_in_bytes=300");
        }

        @Test
        void lowering_sets_the_limit_first() {
            assertThat(v1(50, 80, Map.of("memory.limit_in_bytes", "100")))
                    .containsExactly("memory.limit_in_bytes=50", "memory.memsw.limit_in_bytes=80");
        }

        @Test
        void an_unlimited_sum_is_set_first() {
            assertThat(v1(300, -1, Map.of("memory.limit_in_bytes", "100")))
                    .containsExactly("memory.memsw.limit_in_bytes=-1", "memory.limit_in_bytes=300");
        }

        @Test
        void taking_the_limit_away_takes_the_sums_away_before() {
            assertThat(v1(-1, 0, Map.of("memory.limit_in_bytes", "100")))
                    .containsExactly("memory.memsw.limit_in_bytes?=-1", "memory.limit_in_bytes=-1");
        }

        @Test
        void the_rest_follows() {
            Resources.Memory wanted = new Resources.Memory(
                    OptionalLong.empty(), OptionalLong.of(70), OptionalLong.empty(), OptionalInt.of(10), true, false);
            assertThat(Fixture.text(memory.v1(Fixture.resources(wanted), Fixture.folder(Map.of()))))
                    .containsExactly("memory.soft_limit_in_bytes=70", "memory.oom_control=1", "memory.swappiness=10");
        }

        @Test
        void swappiness_is_a_percentage() {
            Resources.Memory wanted = new Resources.Memory(
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalInt.of(101),
                    false,
                    false);
            assertThatThrownBy(() -> memory.v1(Fixture.resources(wanted), Fixture.folder(Map.of())))
                    .hasMessage("set memory swappiness 101: it is 0 to 100");
        }

        private List<String> v1(long limit, long swap, Map<String, String> now) {
            return Fixture.text(memory.v1(Fixture.resources(Fixture.memory(limit, swap)), Fixture.folder(now)));
        }
    }

    @Nested
    class OnV2 {
        @ParameterizedTest
        @CsvSource({
            "100, 150, memory.swap.max=50",
            "100, 100, memory.swap.max?=0",
            "100, -1, memory.swap.max?=max",
        })
        void swap_is_counted_alone(long limit, long sum, String swap) {
            assertThat(v2(limit, sum, Map.of())).containsExactly(swap, "memory.max=100");
        }

        @Test
        void no_limit_is_max() {
            assertThat(v2(-1, 0, Map.of())).containsExactly("memory.swap.max?=max", "memory.max=max");
        }

        @Test
        void a_new_sum_refers_to_the_limit_that_stands() {
            assertThat(v2(0, 150, Map.of("memory.max", "100"))).containsExactly("memory.swap.max=50");
        }

        @Test
        void a_sum_without_a_limit_is_refused() {
            assertThatThrownBy(() -> v2(0, 150, Map.of("memory.max", "max")))
                    .hasMessageContaining("without a memory limit v2 can't");
            assertThatThrownBy(() -> v2(0, 50, Map.of("memory.max", "100")))
                    .hasMessageContaining("less than the memory limit, 100 bytes");
        }

        @Test
        void a_reservation_is_memory_low() {
            Resources.Memory wanted = new Resources.Memory(
                    OptionalLong.empty(), OptionalLong.of(70), OptionalLong.empty(), OptionalInt.of(10), true, false);
            assertThat(Fixture.text(memory.v2(Fixture.resources(wanted), Fixture.folder(Map.of()))))
                    .containsExactly("memory.low=70");
        }

        private List<String> v2(long limit, long swap, Map<String, String> now) {
            return Fixture.text(memory.v2(Fixture.resources(Fixture.memory(limit, swap)), Fixture.folder(now)));
        }
    }

    @Test
    void zero_asks_for_nothing() {
        Resources zero = Fixture.resources(Fixture.memory(0, 0));
        assertThat(memory.needed(zero)).isFalse();
        assertThat(memory.v1(zero, Fixture.folder(Map.of()))).isEmpty();
        assertThat(memory.v2(zero, Fixture.folder(Map.of()))).isEmpty();
    }

    @Test
    void memory_is_part_of_the_sum_with_swap() {
        Resources wrong = Fixture.resources(Fixture.memory(100, 99));
        assertThatThrownBy(() -> memory.v1(wrong, Fixture.folder(Map.of())))
                .hasMessage(
                        "limit memory plus swap to 99 bytes: it is less than the memory limit, 100 bytes, which is part of it");
        assertThatThrownBy(() -> memory.v2(wrong, Fixture.folder(Map.of()))).isInstanceOf(CgroupException.class);
    }

    @Nested
    class ALimitForARunningContainer {
        @Test
        void is_refused_where_it_must_kill() {
            assertThat(MemoryController.refusal(Fixture.memory(30 * MIB, 0), holding(40 * MIB), 0))
                    .hasValueSatisfying(reason -> assertThat(reason)
                            .startsWith("limit memory to 31457280 bytes: its programs hold 41943040 bytes")
                            .endsWith("or force it"));
        }

        @Test
        void is_well_where_page_cache_alone_is_in_the_way() {
            assertThat(MemoryController.refusal(Fixture.memory(50 * MIB, 0), holding(40 * MIB), 0))
                    .isEmpty();
        }

        @Test
        void is_well_where_swap_can_take_the_rest() {
            assertThat(MemoryController.refusal(Fixture.memory(30 * MIB, 0), holding(40 * MIB), 10 * MIB))
                    .isEmpty();
        }

        @Test
        void is_checked_against_all_in_use_when_asked_for() {
            Resources.Memory checked = new Resources.Memory(
                    OptionalLong.of(50 * MIB),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalInt.empty(),
                    false,
                    true);
            assertThat(MemoryController.refusal(checked, holding(40 * MIB), 0)).isPresent();
        }

        private CgroupStats.Memory holding(long anonBytes) {
            return new CgroupStats.Memory(
                    anonBytes + 60 * MIB,
                    anonBytes,
                    60 * MIB,
                    0,
                    0,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    0,
                    0,
                    anonBytes,
                    new CgroupStats.MemoryDetail(
                            0,
                            0,
                            0,
                            0,
                            0,
                            OptionalLong.empty(),
                            OptionalLong.empty(),
                            OptionalLong.empty(),
                            0,
                            0,
                            0,
                            0));
        }
    }
}
