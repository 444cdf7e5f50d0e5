package shibafu.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import shibafu.engine.event.PressureWatch.Stall;

final class StallTest {
    private static String psi(long some, long full) {
        return "some avg10=1.00 avg60=0.10 avg300=0.02 total=" + some
                + "\nfull avg10=0.50 avg60=0.05 avg300=0.01 total=" + full + "\n";
    }

    @Test
    void is_what_the_total_of_its_line_has_grown_by() {
        Stall some = new Stall(false);
        Stall full = new Stall(true);
        some.more(psi(1000, 100));
        full.more(psi(1000, 100));
        assertThat(some.more(psi(151_000, 90_100))).isEqualTo(150_000);
        assertThat(full.more(psi(151_000, 90_100))).isEqualTo(90_000);
        assertThat(some.more(psi(151_000, 90_100))).isZero();
    }

    @Test
    void cpu_on_older_kernels_has_no_full_line() {
        assertThat(new Stall(true).more("some avg10=0.00 avg60=0.00 avg300=0.00 total=5\n"))
                .isZero();
    }
}
