package shibafu.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HostCpuTest {
    @Test
    void idle_and_waiting_for_a_disk_are_left_over_and_guests_are_counted_once() {
        assertThat(HostCpu.parse("cpu  100 1 20 700 30 4 5 6 50 0")).isEqualTo(new HostCpu(730, 866));
    }

    @Test
    void an_old_kernel_with_fewer_fields_will_do() {
        assertThat(HostCpu.parse("cpu 1 2 3 4")).isEqualTo(new HostCpu(4, 10));
    }

    @Test
    void the_share_is_of_what_passed_between() {
        assertThat(HostCpu.idleShare(new HostCpu(100, 1000), new HostCpu(140, 1100)))
                .hasValue(0.4);
        assertThat(HostCpu.idleShare(HostCpu.NONE, new HostCpu(140, 1100))).isEmpty();
        assertThat(HostCpu.idleShare(new HostCpu(140, 1100), new HostCpu(140, 1100)))
                .isEmpty();
    }

    @Test
    void this_machine_has_one() {
        assertThat(HostCpu.now().allTicks()).isPositive();
    }
}
