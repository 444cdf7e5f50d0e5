package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class StartCacheTest {
    private static final String COLLECTOR = "-XX:+UseSerialGC";
    private static final String PROGRAM = "picocli.AutoComplete";

    @TempDir
    private Path lib;

    private Path jar;
    private StartCache cache;

    @BeforeEach
    void install() throws IOException {
        jar = lib.resolve("program.jar");
        Files.copy(
                Path.of(CommandLine.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()),
                jar);
        cache = of(PROGRAM);
    }

    @Test
    void a_cache_is_made_once_for_the_same_jars_and_anew_for_others() throws Exception {
        assertThat(cache.renew()).isTrue();
        assertThat(fits()).isTrue();
        assertThat(cache.renew()).isFalse();

        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(1000)));
        assertThat(cache.renew()).isTrue();
        assertThat(fits()).isTrue();
        assertThat(cache.inUse()).isFalse();
    }

    @Test
    void what_fails_says_so_leaves_the_cache_that_is_there_and_is_not_tried_again() throws Exception {
        Files.writeString(cache.file(), "older");
        StartCache failing = of("no.such.Program");
        assertThatThrownBy(failing::renew).hasMessageContaining("no.such.Program --help: exit code 1");
        assertThat(cache.file()).hasContent("older");
        assertThat(lib.resolve("program.aot.new")).doesNotExist();
        assertThat(failing.renew()).isFalse();
    }

    private StartCache of(String main) {
        return new StartCache(lib.resolve("program.aot"), jar.toString(), List.of(COLLECTOR, main, "--help"));
    }

    /// With AOTMode=on a JVM does not start without its cache.
    private boolean fits() throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache.file(), "-cp", jar.toString()));
        command.addAll(cache.training());
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
