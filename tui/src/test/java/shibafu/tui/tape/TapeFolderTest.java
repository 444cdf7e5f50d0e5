package shibafu.tui.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Root writes where another user may do as he likes.
final class TapeFolderTest {
    @TempDir
    private Path parent;

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    @Test
    @EnabledIf(value = "isRoot", disabledReason = "needs root: it gives files away")
    void folder_and_files_belong_to_who_called_sudo() throws IOException {
        try (TapeFolder folder = TapeFolder.create(parent, "run", Map.of("SUDO_UID", "12345", "SUDO_GID", "23456"))) {
            folder.write("a").close();
        }
        for (Path made : new Path[] {parent.resolve("run"), parent.resolve("run/a")}) {
            assertThat(Files.getAttribute(made, "unix:uid")).isEqualTo(12345);
            assertThat(Files.getAttribute(made, "unix:gid")).isEqualTo(23456);
        }
    }

    @Test
    void a_name_that_is_taken_gets_a_number() throws IOException {
        Files.createSymbolicLink(parent.resolve("run"), parent.resolve("elsewhere"));
        try (TapeFolder folder = TapeFolder.create(parent, "run", Map.of())) {
            assertThat(folder.path()).isEqualTo(parent.resolve("run-2"));
        }
        assertThat(parent.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void files_stay_in_the_folder_that_was_made_whatever_then_stands_in_its_place() throws IOException {
        Path bait = Files.createDirectory(parent.resolve("bait"));
        try (TapeFolder folder = TapeFolder.create(parent, "run", Map.of())) {
            Files.move(parent.resolve("run"), parent.resolve("moved"));
            Files.createSymbolicLink(parent.resolve("run"), bait);
            folder.write("a").close();
        }
        assertThat(bait).isEmptyDirectory();
        assertThat(parent.resolve("moved/a")).exists();
    }

    @Test
    void no_link_is_followed_and_nothing_is_written_over() throws IOException {
        Path precious = Files.writeString(parent.resolve("precious"), "before");
        try (TapeFolder folder = TapeFolder.create(parent, "run", Map.of())) {
            Files.createSymbolicLink(folder.path().resolve("a"), precious);
            Files.writeString(folder.path().resolve("b"), "before");
            for (String name : new String[] {"a", "b"}) {
                assertThatThrownBy(() -> write(folder, name)).isInstanceOf(IOException.class);
            }
            assertThat(folder.path().resolve("b")).hasContent("before");
        }
        assertThat(precious).hasContent("before");
    }

    private static void write(TapeFolder folder, String name) throws IOException {
        try (Writer writer = folder.write(name)) {
            writer.write("after");
        }
    }
}
