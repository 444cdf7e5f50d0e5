package shibafu.engine.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParseCacheTest {
    private final List<String> parsed = new ArrayList<>();

    @Test
    void equal_texts_are_parsed_once() {
        ParseCache<String> cache = new ParseCache<>(100);
        assertThat(cache.of(bytes("one"), this::parse)).isEqualTo("ONE");
        assertThat(cache.of(bytes("two"), this::parse)).isEqualTo("TWO");
        assertThat(cache.of(bytes("one"), this::parse)).isEqualTo("ONE");
        assertThat(parsed).containsExactly("one", "two");
    }

    @Test
    void texts_that_share_their_hash_are_told_apart() {
        ParseCache<String> cache = new ParseCache<>(100);
        assertThat(cache.of(bytes("Aa"), this::parse)).isEqualTo("AA");
        assertThat(cache.of(bytes("BB"), this::parse)).isEqualTo("BB");
    }

    @Test
    void what_was_not_asked_for_longest_is_forgotten_first() {
        ParseCache<String> cache = new ParseCache<>(6);
        for (String text : List.of("one", "two", "one", "six", "one", "two")) {
            cache.of(bytes(text), this::parse);
        }
        assertThat(parsed).containsExactly("one", "two", "six", "two");
    }

    @Test
    void a_text_that_cannot_be_parsed_is_tried_each_time() {
        ParseCache<String> cache = new ParseCache<>(100);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> cache.of(bytes("bad"), text -> {
                        parsed.add("bad");
                        throw new IOException("bad");
                    }))
                    .isInstanceOf(IOException.class);
        }
        assertThat(parsed).hasSize(2);
    }

    private String parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        parsed.add(text);
        return text.toUpperCase(java.util.Locale.ROOT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
