package shibafu.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FlowRatesTest {
    private static final OptionalLong NONE = OptionalLong.empty();

    @Test
    void what_passed_is_told_a_second_and_waiting_as_a_share() {
        FlowRates rates = FlowRates.between(
                new Flow(1000, 50, OptionalLong.of(100_000), OptionalLong.of(0), NONE),
                new Flow(3000, 50, OptionalLong.of(1_100_000), OptionalLong.of(9_000_000), OptionalLong.of(5)),
                2.0);
        assertThat(rates.readBytes()).isEqualTo(1000);
        assertThat(rates.writtenBytes()).isZero();
        assertThat(rates.cpuWait()).hasValue(0.5);
        assertThat(rates.memoryWait()).hasValue(1);
        assertThat(rates.ioWait()).isEmpty();
    }

    @Test
    void a_counter_that_went_back_tells_nothing() {
        assertThat(FlowRates.between(new Flow(9, 9, NONE, NONE, NONE), Flow.NONE, 1)
                        .readBytes())
                .isZero();
    }
}
