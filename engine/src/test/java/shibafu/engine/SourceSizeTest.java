package shibafu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A file is read in one sitting. What outgrows its limit is split along its own nouns.
final class SourceSizeTest {
    private static final Path PROJECT =
            Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

    private static final int JAVA_FILE = 260; // "about 250": no contortions for the last few lines
    private static final int C_FILE = 300;
    private static final int C_FUNCTION = 60;

    /// `case OP_MOUNT:` and `ON (MOUNT, op_mount)`: a switch over all operations has a line for each and stays one
    /// list.
    private static final Pattern LIST_ENTRY = Pattern.compile("\\s*(case \\w+:|[A-Z_]+ \\(.*\\))");

    @Test
    void java_files_stay_short() {
        List<String> tooLong = new ArrayList<>();
        for (String module : List.of("pty", "engine", "tui")) {
            for (Path file : sources(PROJECT.resolve(module).resolve("src/main/java"), ".java")) {
                note(tooLong, file, JAVA_FILE);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void c_files_stay_short() {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources(PROJECT.resolve("engine/src/main/c"), ".c")) {
            note(tooLong, file, C_FILE);
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void c_functions_fit_a_screen() {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources(PROJECT.resolve("engine/src/main/c"), ".c")) {
            noteLongFunctions(tooLong, file);
        }
        assertThat(tooLong).isEmpty();
    }

    /// A function's body is what stands between `{` and `}` in the first column.
    private static void noteLongFunctions(List<String> tooLong, Path file) {
        List<String> lines = lines(file);
        int start = 0;
        int length = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.equals("{")) {
                start = i;
                length = 0;
            } else if (!LIST_ENTRY.matcher(line).matches()) {
                length++;
            }
            if (line.equals("}") && length > C_FUNCTION) {
                tooLong.add(
                        "%s:%d: %d lines, more than %d".formatted(PROJECT.relativize(file), start, length, C_FUNCTION));
            }
        }
    }

    private static void note(List<String> tooLong, Path file, int limit) {
        int lines = lines(file).size();
        if (lines > limit) {
            tooLong.add("%s: %d lines, more than %d".formatted(PROJECT.relativize(file), lines, limit));
        }
    }

    private static List<Path> sources(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
