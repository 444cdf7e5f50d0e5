package shibafu.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanTextTest {
    @Test
    void puts_one_operation_on_each_line_and_sections_at_the_margin() {
        Plan plan = new Plan(List.of(
                new HostOp.MakeDir("/x", 0755),
                new SectionOp.Clone(0x20020000L),
                new SectionOp.Child(),
                new ProcessOp.Init(),
                new SectionOp.Exit()));
        assertThat(PlanText.of(plan))
                .isEqualTo("  make-dir path=/x mode=0755\nclone flags=newns,newpid\nchild\n  init\nexit\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/a-b_c.d:e=f,g@h%i+j | /a-b_c.d:e=f,g@h%i+j",
                "a b                  | \"a b\"",
                "~~                   | \"\"",
                "say \"\\\"           | \"say \\\"\\\\\\\"\"",
                "é                    | \"\\xc3\\xa9\"",
                "[x]                  | \"[x]\""
            })
    void quotes_what_is_not_harmless(String name, String expected) {
        assertThat(PlanText.line(new ProcessOp.Hostname(name))).isEqualTo("  hostname name=" + expected);
    }

    @Test
    void quotes_a_comma_only_in_a_list() {
        assertThat(PlanText.line(new ProcessOp.Exec(List.of("a,b", "c"), List.of("X=a,b"), 0)))
                .isEqualTo("  exec arguments=[\"a,b\",c] environment=[\"X=a,b\"] preserve=0");
    }

    @Test
    void escapes_control_characters() {
        assertThat(PlanText.line(new ProcessOp.Hostname("\n\t\r\u007f")))
                .isEqualTo("  hostname name=\"\\n\\t\\x0d\\x7f\"");
    }

    @Test
    void names_flag_bits_in_their_order_and_unknown_ones_last() {
        assertThat(PlanText.line(new TreeOp.RootAttributes(0x20000001L, 0, (1 << 14) | (1 << 19))))
                .isEqualTo("  root-attributes set=ro,0x20000000 clear=0 propagation=slave,rec");
    }

    @Test
    void shows_unsigned_numbers_as_signed() {
        assertThat(PlanText.line(new ProcessOp.Rlimit(7, -1, -1))).isEqualTo("  rlimit resource=7 soft=-1 hard=-1");
    }
}
