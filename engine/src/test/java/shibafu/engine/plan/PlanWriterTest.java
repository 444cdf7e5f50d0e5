package shibafu.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class PlanWriterTest {
    @RepeatedTest(200)
    void any_plan_fits_its_format_or_is_refused(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        List<Op> ops = new OpSamples(seed).list(seed * 6);
        byte[] bytes;
        try {
            bytes = PlanWriter.write(new Plan(ops));
        } catch (PlanException e) {
            assertThat(ops).hasSizeGreaterThan(PlanWriter.MAX_OPS);
            return;
        }
        assertThat(bytes).hasSizeLessThanOrEqualTo(PlanWriter.MAX_BYTES);
        walk(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), ops.size());
    }

    private static void walk(ByteBuffer plan, int count) {
        assertThat(plan.getInt()).isEqualTo(PlanWriter.MAGIC);
        assertThat(plan.getInt()).isEqualTo(PlanWriter.VERSION);
        assertThat(plan.getInt()).isEqualTo(count);
        assertThat(plan.getInt()).isEqualTo(plan.remaining());
        for (int i = 0; i < count; i++) {
            assertThat(plan.getInt()).isBetween(1, 127);
            int length = plan.getInt();
            assertThat(length).isBetween(0, plan.remaining());
            plan.position(plan.position() + length);
        }
        assertThat(plan.hasRemaining()).isFalse();
    }

    @Test
    void begins_with_the_letters_shbp() {
        assertThat(PlanWriter.write(new Plan(List.of())))
                .startsWith('S', 'H', 'B', 'P')
                .hasSize(16);
    }

    @Test
    void writes_fields_in_order_and_little_endian() {
        byte[] bytes = PlanWriter.write(new Plan(List.of(new TreeOp.Symlink("ä", "/x"))));
        assertThat(bytes)
                .containsExactly(
                        'S', 'H', 'B', 'P', 1, 0, 0, 0, 1, 0, 0, 0, 22, 0, 0, 0, // header
                        44, 0, 0, 0, 14, 0, 0, 0, // symlink
                        3, 0, 0, 0, 0xc3, 0xa4, 0, // target
                        3, 0, 0, 0, '/', 'x', 0); // destination
    }

    @Test
    void refuses_more_operations_than_the_stub_takes() {
        List<Op> most = Collections.nCopies(PlanWriter.MAX_OPS, new ProcessOp.Init());
        assertThat(PlanWriter.write(new Plan(most))).hasSize(16 + 1024 * 8);

        List<Op> more = Collections.nCopies(PlanWriter.MAX_OPS + 1, new ProcessOp.Init());
        assertThatThrownBy(() -> PlanWriter.write(new Plan(more)))
                .isInstanceOf(PlanException.class)
                .hasMessage("write plan of 1025 operations: at most 1024 fit");
    }

    @Test
    void refuses_more_bytes_than_the_stub_takes() {
        int others = 16 + 8 + 4 + 1; // header, operation, length, zero
        Op most = new ProcessOp.Hostname("x".repeat(PlanWriter.MAX_BYTES - others));
        assertThat(PlanWriter.write(new Plan(List.of(most)))).hasSize(PlanWriter.MAX_BYTES);

        Op more = new ProcessOp.Hostname("x".repeat(PlanWriter.MAX_BYTES - others + 1));
        assertThatThrownBy(() -> PlanWriter.write(new Plan(List.of(more))))
                .isInstanceOf(PlanException.class)
                .hasMessage("write plan of 1048577 bytes: at most 1048576 fit");
    }

    @Test
    void refuses_a_string_that_c_would_see_cut_short() {
        assertThatThrownBy(() -> PlanWriter.write(new Plan(List.of(new ProcessOp.Hostname("a\0b")))))
                .isInstanceOf(PlanException.class)
                .hasMessage("write name a\\0b: it holds a zero byte");
    }
}
