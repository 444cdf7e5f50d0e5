package shibafu.engine.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MountTableTest {
    @TempDir
    private Path temporary;

    @Test
    void reads_optional_fields_and_escaped_names() throws IOException {
        MountTable table = read("""
                1 0 8:1 / / rw,relatime shared:1 - ext4 /dev/root rw
                2 1 0:5 / /proc rw shared:2 master:3 propagate_from:4 - proc proc rw
                3 1 0:6 / /mnt/with\\040space rw - tmpfs tmpfs rw
                4 1 0:7 / /mnt rw - xfs /dev/sdb rw
                5 1 0:8 / /mnt rw - btrfs /dev/sdc rw
                nonsense
                """);

        assertThat(table.entries()).hasSize(5);
        assertThat(table.of(Path.of("/mnt/with space/x"))).contains(new MountTable.Entry("/mnt/with space", "tmpfs"));
        assertThat(table.of(Path.of("/mntx"))).contains(new MountTable.Entry("/", "ext4"));
        // The later of two at one place hides the earlier.
        assertThat(table.of(Path.of("/mnt/x")).orElseThrow().type()).isEqualTo("btrfs");
        assertThat(table.within(Path.of("/mnt"))).hasSize(3);
        assertThat(table.within(Path.of("/mn"))).isEmpty();
        assertThat(table.within(Path.of("/"))).hasSize(5);
    }

    @Test
    void reads_this_hosts_own() throws IOException {
        assertThat(MountTable.read(MountTable.OWN)
                        .of(Path.of("/proc/self"))
                        .orElseThrow()
                        .type())
                .isEqualTo("proc");
    }

    private MountTable read(String text) throws IOException {
        return MountTable.read(Files.writeString(temporary.resolve("mountinfo"), text));
    }
}
