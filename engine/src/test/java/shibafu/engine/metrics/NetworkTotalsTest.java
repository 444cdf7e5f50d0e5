package shibafu.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NetworkTotalsTest {
    private static final String TITLES = "Inter-| Receive | Transmit\n face |bytes packets errs|bytes packets errs\n";
    private static final String LO = "    lo: 500 1 0 0 0 0 0 0 500 1 0 0 0 0 0 0\n";

    @Test
    void interfaces_are_added_up_and_lo_is_left_out() {
        String text =
                TITLES + LO + "  eth0:1000 9 0 0 0 0 0 0 30 4 0 0 0 0 0 0\nveth:a: 5 1 0 0 0 0 0 0 6 1 0 0 0 0 0 0\n";
        assertThat(NetworkTotals.parse(text)).contains(new NetworkTotals.Bytes(1005, 36));
    }

    @Test
    void lo_alone_is_no_network() {
        assertThat(NetworkTotals.parse(TITLES + LO)).isEmpty();
    }

    @Test
    void the_hosts_own_network_is_not_the_containers() {
        assertThat(NetworkTotals.of((int) ProcessHandle.current().pid()).now()).isEmpty();
        assertThat(NetworkTotals.of(0).now()).isEmpty();
    }
}
