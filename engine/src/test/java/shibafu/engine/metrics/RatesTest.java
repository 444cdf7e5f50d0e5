package shibafu.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RatesTest {
    @Test
    void time_used_becomes_cores() {
        Rates rates = Rates.between(Samples.at(10, 4_000_000, 0), Samples.at(12, 5_000_000, 0))
                .orElseThrow();
        assertThat(rates.seconds()).isEqualTo(2.0);
        assertThat(rates.cores()).isEqualTo(0.5);
        assertThat(rates.userCores()).isEqualTo(0.375);
        assertThat(rates.systemCores()).isEqualTo(0.125);
        assertThat(rates.throttledShare()).isEqualTo(0.5);
        assertThat(rates.throttledCores()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void kills_and_refusals_are_those_in_between() {
        Rates rates = Rates.between(Samples.at(1, 0, 0, 2, 5), Samples.at(2, 0, 0, 3, 9))
                .orElseThrow();
        assertThat(rates.oomKills()).isEqualTo(1);
        assertThat(rates.pidsRefused()).isEqualTo(4);
    }

    @Test
    void a_period_that_did_not_pass_throttles_nothing() {
        assertThat(Rates.between(Samples.at(1.00, 0, 0), Samples.at(1.01, 0, 0))
                        .orElseThrow()
                        .throttledShare())
                .isZero();
    }

    @Test
    void samples_without_time_between_them_have_no_rates() {
        assertThat(Rates.between(Samples.at(1, 0, 0), Samples.at(1, 5, 0))).isEmpty();
        assertThat(Rates.between(Samples.at(2, 0, 0), Samples.at(1, 5, 0))).isEmpty();
    }

    @Test
    void counters_that_began_anew_have_no_rates() {
        assertThat(Rates.between(Samples.at(1, 10, 0), Samples.at(2, 5, 0))).isEmpty();
        assertThat(Rates.between(Samples.at(1, 0, 0, 1, 0), Samples.at(2, 5, 0, 0, 0)))
                .isEmpty();
    }
}
