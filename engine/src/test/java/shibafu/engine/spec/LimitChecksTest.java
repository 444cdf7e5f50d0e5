package shibafu.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers that a configuration made here may have, and no reader has seen.
final class LimitChecksTest {
    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "100, true", "101, false"})
    void swappiness_is_a_percentage(int value, boolean good) {
        Resources.Memory memory = new Resources.Memory(
                OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalInt.of(value), false, false);

        assertThat(problems(Resources.NONE.withMemory(memory)))
                .isEqualTo(
                        good
                                ? List.of()
                                : List.of(new SpecProblem(
                                        "/linux/resources/memory/swappiness", "must be from 0 to 100, not " + value)));
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "9223372036854775807, true"})
    void a_limit_may_be_none_at_all(long value, boolean good) {
        assertThat(problems(Resources.NONE.withPidsLimit(OptionalLong.of(value))))
                .isEqualTo(
                        good
                                ? List.of()
                                : List.of(new SpecProblem(
                                        "/linux/resources/pids/limit", "must be at least -1, not " + value)));
    }

    @Test
    void a_process_has_an_oom_score_that_the_kernel_knows() {
        ProcessSpec process = DefaultSpec.process(List.of("sh"));

        assertThat(SpecChecks.checkProcess(process.withOomScoreAdj(OptionalInt.of(-1000))))
                .isEmpty();
        assertThat(SpecChecks.checkProcess(process.withOomScoreAdj(OptionalInt.of(1001))))
                .containsExactly(new SpecProblem("/oomScoreAdj", "must be from -1000 to 1000, not 1001"));
    }

    private static List<SpecProblem> problems(Resources resources) {
        Spec spec =
                DefaultSpec.of(new Spec.Root("rootfs", false, Optional.empty()), DefaultSpec.process(List.of("sh")));
        return SpecChecks.check(spec.withLinux(spec.linux().withResources(resources)));
    }
}
