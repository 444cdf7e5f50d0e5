package shibafu.engine.criu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.Spec.Root;

final class MountPlacesTest {
    @Test
    void are_those_in_the_root_itself() {
        assertThat(places(
                        new MountSpec("/dev", "tmpfs", "tmpfs", List.of()),
                        new MountSpec("/dev/shm", "tmpfs", "shm", List.of()),
                        new MountSpec("/device", "tmpfs", "tmpfs", List.of())))
                .containsExactly("/dev/", "/device/");
    }

    @Test
    void are_files_where_files_are_bound() {
        assertThat(places(
                        new MountSpec("/etc/hosts", "bind", "hosts", List.of()),
                        new MountSpec("data", "", "/host/directory", List.of("rbind"))))
                .containsExactly("/etc/hosts", "/data/");
    }

    private static List<String> places(MountSpec... mounts) {
        Spec spec = DefaultSpec.of(new Root("rootfs", false, Optional.empty()), DefaultSpec.process(List.of("sh")))
                .withMounts(List.of(mounts));
        return MountPlaces.of(spec, Path.of("/bundle"), Set.of(Path.of("/host/directory"))::contains);
    }
}
