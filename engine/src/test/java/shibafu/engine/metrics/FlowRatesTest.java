package shibafu.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FlowRatesTest {
    private static final OptionalLong NONE = OptionalLong.empty();

    @Test
    void what_passed_is_told_a_second_and_waiting_as_a_share() {
        FlowRates rates = FlowRates.between(
                Flow.disks(1000, 50).withWaits(OptionalLong.of(100_000), OptionalLong.of(0), NONE),
                Flow.disks(3000, 50)
                        .withWaits(OptionalLong.of(1_100_000), OptionalLong.of(9_000_000), OptionalLong.of(5)),
                2.0);
        assertThat(rates.readBytes()).isEqualTo(1000);
        assertThat(rates.writtenBytes()).isZero();
        assertThat(rates.cpuWait()).hasValue(0.5);
        assertThat(rates.memoryWait()).hasValue(1);
        assertThat(rates.ioWait()).isEmpty();
    }

    @Test
    void the_network_is_told_a_second_and_stalls_as_a_share() {
        FlowRates rates = FlowRates.between(
                Flow.NONE
                        .withStalls(OptionalLong.of(0), NONE, OptionalLong.of(0))
                        .withNetwork(OptionalLong.of(10), OptionalLong.of(7)),
                Flow.NONE
                        .withStalls(OptionalLong.of(500_000), NONE, OptionalLong.of(0))
                        .withNetwork(OptionalLong.of(210), OptionalLong.of(7)),
                2.0);
        assertThat(rates.receivedBytes()).hasValue(100);
        assertThat(rates.sentBytes()).hasValue(0);
        assertThat(rates.cpuStall()).hasValue(0.25);
        assertThat(rates.memoryStall()).isEmpty();
        assertThat(rates.ioStall()).hasValue(0);
    }

    @Test
    void a_counter_that_went_back_tells_nothing() {
        assertThat(FlowRates.between(Flow.disks(9, 9), Flow.NONE, 1).readBytes())
                .isZero();
    }
}
