package shibafu.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.ShibafuException;

final class RestartPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "no,NO,0",
        "on-failure,ON_FAILURE,0",
        "on-failure:3,ON_FAILURE,3",
        "always,ALWAYS,0",
        "unless-stopped,UNLESS_STOPPED,0"
    })
    void dockers_words_are_policies(String text, RestartPolicy.Kind kind, int limit) {
        assertThat(RestartPolicy.parse(text)).isEqualTo(new RestartPolicy(kind, limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "never", "on-failure:", "on-failure:-1", "on-failure:x", "always:3", "Always"})
    void other_words_are_none(String text) {
        assertThatThrownBy(() -> RestartPolicy.parse(text))
                .isInstanceOf(ShibafuException.class)
                .hasMessage("restart policy '" + text + "': want no, on-failure[:N], always or unless-stopped");
    }

    @Test
    void no_is_as_good_as_none() {
        assertThat(RestartPolicy.of(Map.of(RestartPolicy.ANNOTATION, "no"))).isEmpty();
        assertThat(RestartPolicy.of(Map.of())).isEmpty();
    }
}
