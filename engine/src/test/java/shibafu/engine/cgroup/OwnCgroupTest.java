package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether a file may be written is asked of the kernel, and root may: what a user gets, `rootless.sh` tries.
final class OwnCgroupTest {
    @TempDir
    private Path root;

    @Test
    void reads_its_place_in_the_v2_tree() throws Exception {
        assertThat(own("0::/user.slice/a.scope").path()).contains(Path.of("user.slice/a.scope"));
        assertThat(own("4:memory:/x\n0::/").path()).contains(Path.of(""));
        assertThat(own("4:memory:/x").path()).isEmpty();
        assertThat(own("0::/../outside").path()).isEmpty();
    }

    @Test
    void who_may_write_the_whole_tree_needs_no_delegated_part_of_it() throws Exception {
        cgroup("mnt");
        cgroup("mnt/a");
        assertThat(own("0::/a").delegated(root.resolve("mnt"))).isEmpty();
    }

    @Test
    void without_a_known_place_nothing_is_delegated() {
        assertThat(new OwnCgroup(Optional.empty()).delegated(root)).isEmpty();
    }

    private OwnCgroup own(String text) throws Exception {
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/cgroup"), text);
        return OwnCgroup.read(root);
    }

    private void cgroup(String path) throws Exception {
        Path directory = Files.createDirectories(root.resolve(path));
        Files.writeString(directory.resolve("cgroup.procs"), "");
        Files.writeString(directory.resolve("cgroup.subtree_control"), "");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
