package shibafu.engine.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.RequiresRoot;

final class TreeRemovalTest {
    @TempDir
    private Path temporary;

    @Test
    void removes_files_directories_and_links_but_not_what_links_point_to() throws IOException {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.createFile(outside.resolve("kept"));
        Path tree = temporary.resolve("tree");
        Files.createDirectories(tree.resolve("a/b"));
        Files.createSymbolicLink(tree.resolve("link"), outside);
        Files.createSymbolicLink(tree.resolve("a/dangling"), Path.of("nowhere"));
        Files.createFile(tree.resolve("a/b/file"));

        TreeRemoval.remove(tree);

        assertThat(tree).doesNotExist();
        assertThat(outside.resolve("kept")).exists();
    }

    @Test
    void removes_a_link_itself_and_a_file_and_nothing() throws IOException {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), outside);
        Path file = Files.createFile(temporary.resolve("file"));

        TreeRemoval.remove(link);
        TreeRemoval.remove(file);
        TreeRemoval.remove(temporary.resolve("nothing"));

        assertThat(temporary).isDirectoryNotContaining(path -> !path.equals(outside));
    }

    @Test
    void removes_directories_their_owner_may_not_write_to() throws IOException {
        Path closed = Files.createDirectories(temporary.resolve("tree/closed"));
        Files.createFile(closed.resolve("x"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));

        TreeRemoval.remove(temporary.resolve("tree"));

        assertThat(temporary).isEmptyDirectory();
    }

    /// Deeper than a path can name: a container makes such a tree by mkdir and chdir, a program here by renaming.
    @Test
    void removes_a_tree_deeper_than_any_path() throws Exception {
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "n=0; while [ $n -lt 120 ]; do mkdir $0 f && cd -P $0 || exit; n=$((n+1)); done",
                        "d".repeat(100))
                .directory(Files.createDirectory(temporary.resolve("tree")).toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).isZero();

        TreeRemoval.remove(temporary.resolve("tree"));

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void refuses_the_root_directory() {
        assertThatThrownBy(() -> TreeRemoval.remove(Path.of("/"))).hasMessageContaining("root directory");
    }

    /// In a mount namespace of its own: a JVM that finds a tmpfs in the tree.
    @Test
    @RequiresRoot
    void refuses_a_tree_with_a_mount_in_it() throws Exception {
        Path tree = temporary.resolve("tree");
        Path inside = Files.createDirectories(tree.resolve("a"));
        Process process = new ProcessBuilder(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mount -t tmpfs none \"$1\" && touch \"$1/kept\" && shift && \"$@\"; ls \"$0\"",
                        inside.toString(),
                        inside.toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Remover.class.getName(),
                        tree.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(output).isEqualTo(inside.toRealPath() + " is still mounted; unmount it first\nkept\n");
    }

    /// Removes what it is told to, and says why not.
    static final class Remover {
        private Remover() {}

        public static void main(String[] arguments) {
            try {
                TreeRemoval.remove(Path.of(arguments[0]));
                System.out.println("removed");
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
