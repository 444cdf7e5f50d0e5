package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TableTest {
    @Test
    void columns_are_as_wide_as_their_widest_cell() {
        Table table = new Table("NAME", "PID");
        table.row("a-long-name", "7");
        table.row("b", "12");
        assertThat(table.text()).isEqualTo("""
                NAME         PID
                a-long-name  7
                b            12
                """);
    }

    @Test
    void an_empty_table_is_its_header() {
        assertThat(new Table("NAME").text()).isEqualTo("NAME\n");
    }

    @Test
    void writes_json_for_programs() {
        assertThat(Table.json(List.of(Map.of("id", "a")))).isEqualTo("[ {\n  \"id\" : \"a\"\n} ]\n");
    }
}
