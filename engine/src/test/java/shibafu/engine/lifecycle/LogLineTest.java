package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogLineTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void parts_of_a_line_are_put_together() throws Exception {
        Path log = Files.writeString(directory.resolve("log"), """
                2026-11-23T12:00:00.1Z stdout F one
                2026-11-23T12:00:00.2Z stdout P tw
                2026-11-23T12:00:00.3Z stdout F o words
                broken
                2026-11-23T12:00:00.4Z stderr F three
                2026-11-23T12:00:00.5Z stdout P begun""");
        assertThat(LogLine.tail(log, 100))
                .extracting(LogLine::text)
                .containsExactly("one", "two words", "three", "begun");
        assertThat(LogLine.tail(log, 2)).extracting(LogLine::text).containsExactly("three", "begun");
        assertThat(LogLine.tail(log, 100).get(2).standardError()).isTrue();
    }

    @Test
    void a_log_that_is_not_there_yet_has_no_lines() {
        assertThat(LogLine.tail(directory.resolve("none"), 10)).isEmpty();
    }
}
