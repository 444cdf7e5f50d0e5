package shibafu.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HealthRecordTest {
    private static HealthRecord read(String text) throws IOException {
        return HealthRecord.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void is_read_as_the_supervisor_writes_it() throws IOException {
        assertThat(read("""
                        {"status":"unhealthy","failingStreak":3,"log":[{"start":"2026-11-28T12:00:00.000000001Z",\
                        "end":"2026-11-28T12:00:01.000000000Z","exitCode":-1,"output":"a\\u0007\\nb \\ufffd"}]}
                        """))
                .isEqualTo(new HealthRecord(
                        HealthStatus.UNHEALTHY,
                        3,
                        List.of(new HealthRecord.Result(
                                Instant.parse("2026-11-28T12:00:00.000000001Z"),
                                Instant.parse("2026-11-28T12:00:01Z"),
                                -1,
                                "a\u0007\nb \ufffd"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"status\":\"well\",\"failingStreak\":0,\"log\":[]}",
                "{\"status\":\"healthy\",\"failingStreak\":0,\"log\":[{\"start\":\"now\"}]}"
            })
    void anything_else_is_an_error(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }
}
