package shibafu.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shibafu.engine.metrics.Series.Span;

final class SeriesTest {
    @Test
    void an_empty_series_has_no_values() {
        Series series = new Series(3);
        assertThat(series.last()).isNaN();
        assertThat(series.end()).isZero();
        assertThat(series.span(0, 10)).isEmpty();
        assertThat(series.columns(2, 1)).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void the_oldest_values_make_room_and_the_others_keep_their_numbers() {
        Series series = of(3, 10, 11, 12, 13, 14);
        assertThat(series.first()).isEqualTo(2);
        assertThat(series.end()).isEqualTo(5);
        assertThat(series.at(1)).isNaN();
        assertThat(series.at(2)).isEqualTo(12);
        assertThat(series.last()).isEqualTo(14);
        assertThat(series.at(5)).isNaN();
    }

    @Test
    void a_span_tells_the_extremes_and_the_mean_of_what_is_there() {
        Series series = of(8, 4, Double.NaN, 1, 7);
        assertThat(series.span(0, 8)).contains(new Span(1, 7, 4));
        assertThat(series.span(1, 2)).isEmpty();
        assertThat(series.span(-5, 1)).contains(new Span(4, 4, 4));
    }

    @Test
    void columns_end_with_the_newest_value() {
        assertThat(of(8, 1, 2, 3).columns(2, 1)).containsExactly(span(2, 2), span(3, 3));
        assertThat(of(8, 1, 2, 3).columns(3, 2)).containsExactly(Optional.empty(), span(1, 2), span(3, 3));
    }

    @Test
    void a_full_column_never_changes_while_the_graph_moves_on() {
        Series series = new Series(100);
        List<Optional<Span>> before = List.of();
        for (int i = 0; i < 300; i++) {
            series.add(i % 17);
            List<Optional<Span>> now = series.columns(5, 4);
            if (i > 40 && i % 4 != 0) {
                assertThat(now.subList(0, 4)).isEqualTo(before.subList(0, 4));
            } else if (i > 40) {
                assertThat(now.subList(0, 4)).isEqualTo(before.subList(1, 5));
            }
            before = now;
        }
    }

    private static Optional<Span> span(double min, double max) {
        return Optional.of(new Span(min, max, (min + max) / 2));
    }

    private static Series of(int capacity, double... values) {
        Series series = new Series(capacity);
        for (double value : values) {
            series.add(value);
        }
        return series;
    }
}
