package shibafu.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ChallengeTest {
    static List<Arguments> cases() {
        return List.of(
                Arguments.of(
                        "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\",scope=\"repository:a/b:pull,push\"",
                        List.of(new Challenge(
                                "bearer",
                                Map.of(
                                        "realm", "https://auth.docker.io/token",
                                        "service", "registry.docker.io",
                                        "scope", "repository:a/b:pull,push")))),
                Arguments.of("Basic realm=test", List.of(new Challenge("basic", Map.of("realm", "test")))),
                Arguments.of(
                        "basic Realm = \"a \\\"b\\\"\" , charset=\"UTF-8\"",
                        List.of(new Challenge("basic", Map.of("realm", "a \"b\"", "charset", "UTF-8")))),
                Arguments.of(
                        "Negotiate, Basic realm=\"x\", Bearer realm=\"y\"",
                        List.of(
                                new Challenge("negotiate", Map.of()),
                                new Challenge("basic", Map.of("realm", "x")),
                                new Challenge("bearer", Map.of("realm", "y")))),
                Arguments.of("", List.of()),
                Arguments.of("Bearer realm=\"open", List.of(new Challenge("bearer", Map.of()))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void challenges_are_read_by_scheme_and_parameter(String header, List<Challenge> expected) {
        assertThat(Challenge.parse(List.of(header))).isEqualTo(expected);
    }
}
