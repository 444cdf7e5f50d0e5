package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import shibafu.engine.lifecycle.IdPool.Range;

final class IdPoolTest {
    private static final IdPool POOL = new IdPool(List.of(new Range(100, 50), new Range(1000, 1000)));

    @Test
    void is_read_from_the_lines_of_an_owner() {
        List<String> lines = List.of(
                "# containers:1:1", "user:100000:65536", "containers:200000:1024", "containers:x:1", "containers:5:7");
        assertThat(IdPool.of(lines, "containers").ranges()).containsExactly(new Range(200000, 1024), new Range(5, 7));
        assertThat(IdPool.of(lines, "root").ranges()).isEmpty();
    }

    @Test
    void gives_the_first_range_that_is_large_enough() {
        assertThat(POOL.place(50, List.of())).hasValue(100);
        assertThat(POOL.place(51, List.of())).hasValue(1000);
        assertThat(POOL.place(1001, List.of())).isEmpty();
    }

    @Test
    void gives_no_id_twice() {
        assertThat(POOL.place(10, List.of(new Range(90, 15)))).hasValue(105);
        assertThat(POOL.place(10, List.of(new Range(112, 10), new Range(105, 8), new Range(100, 5))))
                .hasValue(122);
        assertThat(POOL.place(10, List.of(new Range(0, 145)))).hasValue(1000);
        assertThat(POOL.place(1000, List.of(new Range(1999, 1)))).isEmpty();
    }

    @Test
    void gives_again_what_was_freed() {
        assertThat(POOL.place(20, List.of(new Range(120, 20)))).hasValue(100);
    }
}
