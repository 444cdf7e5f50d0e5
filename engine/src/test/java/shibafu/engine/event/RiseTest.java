package shibafu.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RiseTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void what_was_counted_before_is_not_told() {
        assertThat(new Rise(5).take(5, 0)).isZero();
    }

    @Test
    void a_first_rise_is_told_at_once_and_what_follows_once_a_second() {
        Rise rise = new Rise(5);
        assertThat(rise.take(6, 0)).isEqualTo(1);
        assertThat(rise.take(100, SECOND / 2)).isZero();
        assertThat(rise.take(1000, SECOND)).isEqualTo(994);
        assertThat(rise.take(1001, SECOND + 1)).isZero();
        assertThat(rise.take(1001, 2 * SECOND)).isEqualTo(1);
        assertThat(rise.take(1001, 9 * SECOND)).isZero();
    }

    @Test
    void after_a_silence_a_rise_is_told_at_once_again() {
        Rise rise = new Rise(0);
        assertThat(rise.take(1, 0)).isEqualTo(1);
        assertThat(rise.take(2, 5 * SECOND)).isEqualTo(1);
    }

    @Test
    void a_counter_that_can_not_be_read_any_more_is_no_fall() {
        Rise rise = new Rise(7);
        assertThat(rise.take(0, 0)).isZero();
        assertThat(rise.take(8, 1)).isEqualTo(1);
    }
}
