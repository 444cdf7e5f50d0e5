package shibafu.engine.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonListTest {
    @Test
    void reads_what_it_wrote() throws IOException {
        List<String> texts = List.of("pipe:[71]", "", "a \"quoted\" name\n", "/dev/null");
        assertThat(JsonList.parse(JsonList.write(texts))).isEqualTo(texts);
    }

    @Test
    void writes_one_line_as_others_read_it() throws IOException {
        assertThat(new String(JsonList.write(List.of("/dev/null", "pipe:[1]")), StandardCharsets.UTF_8))
                .isEqualTo("[\"/dev/null\",\"pipe:[1]\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "[\"a\"", "", "null"})
    void refuses_anything_else(String text) {
        assertThatThrownBy(() -> JsonList.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }
}
