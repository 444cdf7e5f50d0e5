package shibafu.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HistoryTest {
    private final History history = new History(4);

    @Test
    void the_first_sample_has_no_rates() {
        history.add(Samples.at(1, 0, 60));
        assertThat(history.size()).isEqualTo(1);
        assertThat(history.rates()).isEmpty();
        assertThat(history.cores().last()).isNaN();
        assertThat(history.memoryBytes().last()).isEqualTo(60);
    }

    @Test
    void every_measure_has_its_limit_beside_it() {
        history.add(Samples.at(1, 0, 60));
        history.add(Samples.at(2, 500_000, 70));
        assertThat(history.cores().last()).isEqualTo(0.5);
        assertThat(history.coresLimit().last()).isEqualTo(0.5);
        assertThat(history.throttledShare().last()).isEqualTo(0.5);
        assertThat(history.memoryLimitBytes().last()).isEqualTo(100);
        assertThat(history.swapBytes().last()).isEqualTo(1);
        assertThat(history.pids().last()).isEqualTo(3);
        assertThat(history.pidsLimit().last()).isNaN();
        assertThat(history.last()).contains(Samples.at(2, 500_000, 70));
    }

    @Test
    void kills_and_refusals_are_marked_at_the_sample_that_saw_them() {
        history.add(Samples.at(1, 0, 0, 5, 0));
        history.add(Samples.at(2, 0, 0, 6, 0));
        history.add(Samples.at(3, 0, 0, 6, 2));
        assertThat(history.oomKills().at(0)).isZero();
        assertThat(history.oomKills().at(1)).isEqualTo(1);
        assertThat(history.oomKills().at(2)).isZero();
        assertThat(history.pidsRefused().last()).isEqualTo(2);
    }

    @Test
    void it_never_grows() {
        for (int i = 0; i < 100; i++) {
            history.add(Samples.at(i, i, i));
        }
        assertThat(history.size()).isEqualTo(4);
        assertThat(history.memoryBytes().span(0, 100)).contains(new Series.Span(96, 99, 97.5));
    }

    @Test
    void another_cgroup_of_the_same_name_begins_anew() {
        history.add(Samples.at(1, 1_000_000, 0));
        history.add(Samples.at(2, 1_500_000, 0));
        history.add(Samples.at(3, 10, 0));
        assertThat(history.rates()).isEmpty();
        assertThat(history.cores().last()).isNaN();
    }
}
