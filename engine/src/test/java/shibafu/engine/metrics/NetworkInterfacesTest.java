package shibafu.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NetworkInterfacesTest {
    @Test
    void reads_a_line_for_each_interface() {
        List<String> lines = List.of(
                "Inter-|   Receive                                                |  Transmit",
                " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed",
                "    lo:  123456     100    0    0    0     0          0         0   123456     100    0    0    0     0       0          0",
                "  eth0: 9223372036854775807 70 1 2 3 4 5 6 800 9 10 11 12 13 14 15",
                "veth:a:1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16");
        assertThat(NetworkInterfaces.parse(lines))
                .containsExactly(
                        new NetworkInterfaces.Traffic("lo", 123_456, 100, 0, 0, 123_456, 100, 0, 0),
                        new NetworkInterfaces.Traffic("eth0", Long.MAX_VALUE, 70, 1, 2, 800, 9, 10, 11),
                        new NetworkInterfaces.Traffic("veth:a", 1, 2, 3, 4, 9, 10, 11, 12));
    }

    @Test
    void a_process_in_our_own_net_namespace_has_no_numbers_of_its_own() {
        assertThat(NetworkInterfaces.of((int) ProcessHandle.current().pid())).isEmpty();
    }

    @Test
    void a_process_that_has_ended_has_none() {
        assertThat(NetworkInterfaces.of(Integer.MAX_VALUE)).isEmpty();
    }
}
