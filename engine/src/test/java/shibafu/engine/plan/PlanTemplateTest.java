package shibafu.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanTemplateTest {
    @Test
    void words_are_filled_in_wherever_the_two_differ_by_them() {
        assertThat(filled("/run/run", List.of("run"), "/run/000", List.of("000"), List.of("tmp")))
                .contains("/run/tmp");
        assertThat(filled("ab.abab", List.of("ab"), "00.0000", List.of("00"), List.of("xy")))
                .contains("xy.xyxy");
    }

    @Test
    void each_word_has_its_own_places() {
        assertThat(filled(
                        "c1 aside c1",
                        List.of("c1", "aside"),
                        "00 00000 00",
                        List.of("00", "00000"),
                        List.of("x2", "there")))
                .contains("x2 there x2");
    }

    @Test
    void a_word_that_is_empty_stands_nowhere() {
        assertThat(filled("c1", List.of("c1", ""), "00", List.of("00", ""), List.of("x2", "")))
                .contains("x2");
        assertThat(filled("c1", List.of(""), "00", List.of(""), List.of(""))).isEmpty();
    }

    @Test
    void what_differs_in_more_than_the_words_is_no_template() {
        assertThat(filled("c1 5", List.of("c1"), "00 6", List.of("00"), List.of("x2")))
                .isEmpty();
        assertThat(filled("c1", List.of("c1"), "00 ", List.of("00"), List.of("x2")))
                .isEmpty();
        assertThat(filled("c", List.of("c1"), "0", List.of("00"), List.of("x2")))
                .isEmpty();
    }

    @Test
    void it_is_found_in_the_middle_of_a_plan() {
        byte[] one = PlanWriter.write(new Plan(List.of(new HostOp.MakeDir("/sys/c1/c1", 0755))));
        byte[] other = PlanWriter.write(new Plan(List.of(new HostOp.MakeDir("/sys/00/00", 0755))));
        Plan third = new Plan(List.of(new HostOp.MakeDir("/sys/s2/s2", 0755)));
        assertThat(PlanTemplate.between(one, List.of("c1"), other, List.of("00"))
                        .map(template -> template.fill(List.of("s2"))))
                .contains(PlanWriter.write(third));
    }

    private static Optional<String> filled(
            String one, List<String> words, String other, List<String> otherWords, List<String> newWords) {
        return PlanTemplate.between(one, words, other, otherWords)
                .map(template -> new String(template.fill(newWords), StandardCharsets.UTF_8));
    }
}
