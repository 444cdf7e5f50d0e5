package shibafu.engine.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTextTest {
    private static final String SAMPLE = """
            {"version" : 1, "texts": ["a", "\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00", ""], "deep":{"n":-9223372036854775808},
             "yes":true,"no":false, "ü": [ ], "o":{ }, "zero":0, "twice":1, "twice":2}
            """;

    @Test
    void reads_what_records_are_made_of() throws IOException {
        Map<?, ?> read = (Map<?, ?>) parse(SAMPLE);

        assertThat(read.get("version")).isEqualTo(1L);
        assertThat(read.get("texts")).isEqualTo(List.of("a", "\"\\/\b\f\n\r\té😀", ""));
        assertThat(read.get("deep")).isEqualTo(Map.of("n", Long.MIN_VALUE));
        assertThat(read.get("yes")).isEqualTo(true);
        assertThat(read.get("twice")).isEqualTo(2L);
        assertThat(read.get("ü")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1.5", "1e3", "-0.0E-1", "9223372036854775808"})
    void has_no_word_for_what_records_do_not_hold(String text) throws IOException {
        assertThat(parse(text)).isInstanceOf(JsonText.Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "\"",
                "tru",
                "nul",
                "-",
                "01",
                "1.",
                "1e",
                "+1",
                ".5",
                "0x1",
                "NaN",
                "'a'",
                "{a:1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\":1 \"b\":2}",
                "\"\n\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "1 2",
                "{}x",
                "[}",
                "{]",
                "//c",
                "\"\t\"",
                "\uFEFF{}",
            })
    void refuses_what_is_not_json(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("it is not valid JSON: ");
    }

    @Test
    void refuses_what_is_nested_to_end_the_stack() {
        assertThatThrownBy(() -> parse("[".repeat(1_000_000)))
                .hasMessage("it is not valid JSON: it is nested too deep at line 1");
    }

    @Test
    void refuses_what_is_not_utf_8() {
        assertThatThrownBy(() -> JsonText.parse(new byte[] {'"', (byte) 0xff, '"'}))
                .isInstanceOf(IOException.class);
    }

    @Test
    void names_the_line() {
        assertThatThrownBy(() -> parse("{\n\n  \"a\" 1}")).hasMessage("it is not valid JSON: a : is missing at line 3");
    }

    /// Jackson is the measure: whatever one of the two takes, the other takes.
    @Test
    void agrees_with_jackson_on_ten_thousand_bent_records() throws IOException {
        ObjectMapper jackson = new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        byte[] good = SAMPLE.getBytes(StandardCharsets.UTF_8);
        byte[] letters = "{}[]\",:\\tnf-01.eE \nxu\u0001".getBytes(StandardCharsets.UTF_8);
        Random random = new Random(8259);
        for (int i = 0; i < 10_000; i++) {
            byte[] bent = i % 3 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int n = random.nextInt(4); n > 0 && bent.length > 0; n--) {
                bent[random.nextInt(bent.length)] = letters[random.nextInt(letters.length)];
            }
            if (new String(bent, StandardCharsets.UTF_8).isBlank()) {
                continue; // Jackson calls that a missing value, and no error
            }
            assertThat(isTaken(() -> JsonText.parse(bent)))
                    .as(new String(bent, StandardCharsets.UTF_8))
                    .isEqualTo(isTaken(() -> jackson.readTree(bent)));
        }
    }

    private interface Reader {
        Object read() throws IOException;
    }

    private static boolean isTaken(Reader reader) throws IOException {
        try {
            assertThat(reader.read()).isNotNull();
            return true;
        } catch (JsonProcessingException | CharacterCodingException e) {
            return false;
        } catch (IOException e) {
            assertThat(e.getMessage()).startsWith("it is not valid JSON");
            return false;
        }
    }

    private static Object parse(String text) throws IOException {
        return JsonText.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
