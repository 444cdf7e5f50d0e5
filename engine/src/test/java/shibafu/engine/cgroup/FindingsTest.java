package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FindingsTest {
    @TempDir
    Path directory;

    @Test
    void they_hold_as_long_as_every_file_says_the_same() throws IOException {
        Path cpus = Files.writeString(directory.resolve("cpuset.cpus"), "0-1\n");
        Path own = directory.resolve("c1/cpuset.cpus");
        Findings findings = new Findings();
        assertThat(findings.text(cpus)).contains("0-1");
        assertThat(findings.text(own)).isEmpty();
        assertThat(findings.hold()).isTrue();

        Files.writeString(cpus, "0\n");
        assertThat(findings.hold()).isFalse();
        assertThat(findings.text(cpus)).as("what was found stays").contains("0-1");

        Files.writeString(cpus, "0-1\n");
        Files.createDirectory(own.getParent());
        Files.writeString(own, "1\n");
        assertThat(findings.hold()).as("a file that was missing is there").isFalse();
    }

    @Test
    void two_are_compared_by_the_files_that_were_asked_for() {
        Findings one = new Findings(Map.of(Path.of("/a"), Optional.of("1"), Path.of("/b"), Optional.empty()));
        Findings other = new Findings(Map.of(Path.of("/a"), Optional.of("1"), Path.of("/c"), Optional.empty()));
        assertThat(one.alsoIn(other).files()).containsExactly(Path.of("/a"));
        assertThat(one.notIn(other).files()).containsExactly(Path.of("/b"));
        assertThat(one.anyThere()).isTrue();
        assertThat(one.notIn(other).anyThere()).isFalse();
    }
}
