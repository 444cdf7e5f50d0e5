package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.spec.Spec.MountSpec;

final class MountTextTest {
    @TempDir
    private Path directory;

    @Test
    void a_bind_is_recursive_private_and_writable_unless_told_otherwise() throws Exception {
        Files.createDirectory(directory.resolve("data"));
        MountSpec mount = MountText.parse("type=bind,src=data,dst=/d", directory);
        assertThat(mount.source()).isEqualTo(directory.resolve("data").toString());
        assertThat(mount.options()).containsExactly("rbind", "rprivate", "rw");
        assertThat(MountText.parse("src=data,target=/d,ro,bind-propagation=rslave", directory)
                        .options())
                .containsExactly("rbind", "rslave", "ro");
        assertThat(MountText.parse("src=data,dst=/d,readonly=false", directory).options())
                .contains("rw");
    }

    @Test
    void a_file_system_in_memory_has_a_size_and_a_mode() {
        assertThat(MountText.parse("type=tmpfs,dst=/t,tmpfs-size=1m,tmpfs-mode=700", directory)
                        .options())
                .contains("size=1048576", "mode=700", "nosuid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type=bind,dst=/d                 | src= is missing
            type=bind,src=nowhere,dst=/d     | does not exist on the host
            type=tmpfs                       | dst= is missing
            type=tmpfs,dst=relative          | not absolute
            type=nfs,dst=/d                  | type nfs is unknown
            type=tmpfs,dst=/d,colour=blue    | colour is unknown
            """)
    void what_is_wrong_is_one_line_with_the_cure(String text, String problem) {
        assertThatThrownBy(() -> MountText.parse(text, directory))
                .hasMessageContaining(text.strip())
                .hasMessageContaining(problem)
                .hasMessageContaining("write type=bind");
    }
}
