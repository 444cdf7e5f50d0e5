package shibafu.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HookChecksTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'prestart': [{'path': 'x'}]}                     | /hooks/prestart/0/path        | must be an absolute path",
                "{'createRuntime': [{'path': ''}]}                 | /hooks/createRuntime/0/path   | must be an absolute path",
                "{'createContainer': [{}]}                         | /hooks/createContainer/0/path | is missing",
                "{'startContainer': [{'path': '/x', 'timeout': 0}]} | /hooks/startContainer/0/timeout | must be greater than zero",
                "{'poststart': [{'path': '/x', 'timeout': -1}]}    | /hooks/poststart/0/timeout    | must be greater than zero",
                "{'poststop': [{'path': '/x'}, {'path': '/x', 'env': ['A=', 'B']}]} | /hooks/poststop/1/env/1 | is not of the form NAME=value"
            })
    void a_bad_hook_is_told_with_its_place(String hooks, String pointer, String message) {
        String json = "{'ociVersion': '1.3.0', 'root': {'path': 'r'}, 'hooks': " + hooks + "}";
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        SpecException refused = catchThrowableOfType(SpecException.class, () -> SpecReader.read("config.json", bytes));
        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.message()).endsWith(message);
        });
    }

    @Test
    void the_state_is_json_around_the_pid() {
        HookState state = new HookState("1.3.0", "c1", "/b \"x\"", Map.of("k", "v"));
        String rest = "\"bundle\":\"/b \\\"x\\\"\",\"annotations\":{\"k\":\"v\"}}";
        String start = "{\"ociVersion\":\"1.3.0\",\"id\":\"c1\",\"status\":";
        assertThat(state.beforePid("creating") + 12 + state.afterPid())
                .isEqualTo(start + "\"creating\",\"pid\":12," + rest)
                .isEqualTo(state.whole("creating", OptionalInt.of(12)));
        assertThat(state.whole("stopped", OptionalInt.empty())).isEqualTo(start + "\"stopped\"," + rest);
    }
}
