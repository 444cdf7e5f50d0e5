package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The distribution is whole, and works wherever it is put.
final class LayoutDistributionTest {
    private static final Path DISTRIBUTION =
            Path.of(Objects.requireNonNull(System.getProperty("shibafu.distribution")));
    private static final Path ARCHIVE = DISTRIBUTION.resolveSibling("shibafu-0.1.0.tar.gz");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"x86-64", "aarch64"})
    void brings_its_native_libraries_along(String machine) {
        Path libraries = DISTRIBUTION.resolve("lib/native/linux").resolve(machine);
        assertThat(libraries.resolve("libpty.so")).isNotEmptyFile();
        assertThat(libraries.resolve("libjnidispatch.so")).isNotEmptyFile();
        assertThat(libraries.resolve("libjffi-1.2.so")).isNotEmptyFile();
    }

    @Test
    void has_programs_themes_and_an_image() throws IOException {
        assertThat(Stream.of("shibafu", "shibafu-runtime", "shibafu-tui").map(DISTRIBUTION.resolve("bin")::resolve))
                .allMatch(Files::isExecutable);
        assertThat(DISTRIBUTION.resolve("images/busybox.tar.gz")).isNotEmptyFile();
        try (Stream<Path> themes = Files.list(DISTRIBUTION.resolve("themes"))) {
            assertThat(themes.filter(file -> file.toString().endsWith(".theme")))
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void the_archive_holds_the_same_files_with_the_same_content() throws Exception {
        Path unpacked = unpack();
        Set<String> expected = files(DISTRIBUTION);
        expected.removeIf(name -> name.endsWith(".aot"));
        assertThat(files(unpacked)).isEqualTo(expected);
        for (String name : expected) {
            assertThat(unpacked.resolve(name)).hasSameBinaryContentAs(DISTRIBUTION.resolve(name));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shibafu --version", "shibafu-runtime --version", "shibafu-tui --version"})
    void works_from_where_it_was_unpacked(String command) throws Exception {
        List<String> words = List.of(command.split(" "));
        Path program = unpack().resolve("bin").resolve(words.getFirst());
        assertThat(output(program.toString(), words.getLast())).contains("0.1.0");
    }

    private Path unpack() throws Exception {
        output("tar", "-C", folder.toString(), "-xzf", ARCHIVE.toString());
        return Files.move(folder.resolve("shibafu-0.1.0"), folder.resolve("moved elsewhere"));
    }

    private static Set<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = String.join("\n", process.inputReader().readAllLines());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
