package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.image.ImageStore;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.volume.VolumeStore;
import shibafu.engine.volume.VolumeUse;

final class MountTextTest {
    @TempDir
    private Path directory;

    @Test
    void a_bind_is_recursive_private_and_writable_unless_told_otherwise() throws Exception {
        Files.createDirectory(directory.resolve("data"));
        MountSpec mount = parse("type=bind,src=data,dst=/d");
        assertThat(mount.source()).isEqualTo(directory.resolve("data").toString());
        assertThat(mount.options()).containsExactly("rbind", "rprivate", "rw");
        assertThat(parse("type=bind,src=data,target=/d,ro,bind-propagation=rslave")
                        .options())
                .containsExactly("rbind", "rslave", "ro");
        assertThat(parse("type=bind,src=data,dst=/d,readonly=false").options()).contains("rw");
    }

    @Test
    void a_file_system_in_memory_has_a_size_and_a_mode() {
        assertThat(parse("type=tmpfs,dst=/t,tmpfs-size=1m,tmpfs-mode=700").options())
                .contains("size=1048576", "mode=700", "nosuid");
    }

    @Test
    void a_volume_is_what_is_mounted_unless_told_otherwise() {
        Mounting named = mounting();
        MountText.parse("src=db,dst=/d,ro,volume-nocopy", directory, named);
        assertThat(named.volumes()).containsExactly(new VolumeUse("db", "/d", false, false, false));
        assertThat(named.mounts().getFirst().source()).endsWith("/volumes/db/_data");
        assertThat(named.mounts().getFirst().options()).contains("ro");
        Mounting nameless = mounting();
        MountText.parse("type=volume,dst=/d", directory, nameless);
        assertThat(nameless.volumes())
                .singleElement()
                .matches(VolumeUse::anonymous)
                .matches(VolumeUse::copy);
    }

    @Test
    void an_image_or_a_directory_that_stands_for_one_is_mounted_to_be_read() throws IOException {
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Mounting mounting = mounting();
        MountText.parse("type=image,src=./tree,dst=/i", directory, mounting);
        MountSpec mount = mounting.mounts().getFirst();
        assertThat(mount.source()).isEqualTo(tree.toRealPath().toString());
        assertThat(mount.options()).contains("ro");
        assertThat(mounting.images()).containsExactly(tree.toRealPath());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type=bind,dst=/d                 | src= is missing
            type=bind,src=nowhere,dst=/d     | does not exist on the host
            type=tmpfs                       | dst= is missing
            type=tmpfs,dst=relative          | not absolute
            type=image,dst=/d                | src= is missing
            type=image,src=.,dst=/d,rw       | to be read only
            type=nfs,dst=/d                  | type nfs is unknown
            type=tmpfs,dst=/d,colour=blue    | colour is unknown
            """)
    void what_is_wrong_is_one_line_with_the_cure(String text, String problem) {
        assertThatThrownBy(() -> parse(text))
                .hasMessageContaining(text.strip())
                .hasMessageContaining(problem)
                .hasMessageContaining("type=bind,src=HOST");
    }

    private Mounting mounting() {
        return new Mounting(
                new VolumeStore(directory.resolve("volumes"), name -> List.of()),
                new ImageStore(directory.resolve("images"), Optional.empty(), image -> List.of(), notice -> {}));
    }

    private MountSpec parse(String text) {
        Mounting mounting = mounting();
        MountText.parse(text, directory, mounting);
        return mounting.mounts().getFirst();
    }
}
