package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.image.ImageStore;
import shibafu.engine.volume.VolumeStore;
import shibafu.engine.volume.VolumeUse;

final class VolumeTextTest {
    @TempDir
    private Path directory;

    @Test
    void a_name_is_a_volume_and_a_path_is_the_hosts() throws Exception {
        Files.createDirectory(directory.resolve("data"));
        Mounting mounting = parse("data:/a:ro,nocopy", "./data:/b", "/:/c:rshared", "/d");
        assertThat(mounting.volumes())
                .extracting(VolumeUse::destination, VolumeUse::anonymous, VolumeUse::copy)
                .containsExactlyInAnyOrder(tuple("/a", false, false), tuple("/d", true, true));
        assertThat(mounting.mounts()).anySatisfy(mount -> {
            assertThat(mount.source()).isEqualTo(directory.resolve("data").toString());
            assertThat(mount.options()).containsExactly("rbind", "rprivate");
        });
        assertThat(mounting.propagation()).isEqualTo(Optional.of("rshared"));
    }

    @Test
    void what_is_mounted_in_another_mount_comes_after_it() {
        assertThat(parse("/a/b/c", "/a", "/a/b").mounts())
                .extracting(mount -> mount.destination())
                .containsExactly("/a", "/a/b", "/a/b/c");
    }

    @Test
    void two_things_on_one_place_are_refused() {
        assertThatThrownBy(parse("/a", "b:/a/")::refuseDoubles).hasMessageContaining("duplicate mount point");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a:b           | is not an absolute path inside
            a:/b:ro:z     | it has too many colons
            a:/b:blue     | option 'blue' is unknown
            a:/           | destination can't be '/'
            a!:/b         | is neither a path nor the name of a volume
            ./nowhere:/b  | does not exist on the host
            """)
    void what_is_wrong_is_one_line_with_the_cure(String text, String problem) {
        assertThatThrownBy(() -> parse(text))
                .hasMessageContaining(text.strip())
                .hasMessageContaining(problem)
                .hasMessageContaining("write [HOST|VOLUME:]PATH[:OPTIONS]");
    }

    private Mounting parse(String... texts) {
        Mounting mounting = new Mounting(
                new VolumeStore(directory.resolve("volumes"), name -> List.of()),
                new ImageStore(directory.resolve("images"), Optional.empty(), image -> List.of(), notice -> {}));
        for (String text : texts) {
            VolumeText.parse(text, directory, mounting);
        }
        return mounting;
    }
}
