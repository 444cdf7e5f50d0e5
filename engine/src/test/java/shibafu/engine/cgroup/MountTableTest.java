package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MountTableTest {
    @Test
    void reads_a_line_with_any_number_of_optional_fields() {
        MountTable table = MountTable.parse(List.of(
                "36 35 98:0 /a\\040b /mnt\\011x rw,noatime master:1 shared:2 - cgroup x rw,memory",
                "37 35 98:0 / /y rw - cgroup2 none rw"));
        assertThat(table.entries())
                .containsExactly(
                        new MountTable.Entry(36, 35, "/a b", "/mnt\tx", "cgroup", List.of("rw", "memory")),
                        new MountTable.Entry(37, 35, "/", "/y", "cgroup2", List.of("rw")));
    }

    @Test
    void passes_over_what_it_does_not_understand() {
        assertThat(MountTable.parse(List.of("", "nonsense", "36 35 - x")).entries())
                .isEmpty();
    }

    @Test
    void a_mount_below_another_name_hides_nothing() {
        MountTable table = MountTable.parse(List.of(
                "1 0 8:1 / / rw - ext4 x rw",
                "2 1 0:2 / /sys/fs/cgroup rw - cgroup2 x rw",
                "3 1 0:3 / /sys/fs/cgroup-other rw - tmpfs x rw",
                "4 2 0:4 / /sys/fs/cgroup/below rw - tmpfs x rw"));
        assertThat(table.visible("cgroup2")).hasSize(1);
    }

    @Test
    void a_mount_above_hides_all_below_it() {
        MountTable table = MountTable.parse(List.of(
                "1 0 8:1 / / rw - ext4 x rw",
                "2 1 0:2 / /sys rw - sysfs x rw",
                "3 2 0:3 / /sys/fs/cgroup rw - cgroup2 x rw",
                "4 2 0:4 / /sys rw - tmpfs x rw"));
        assertThat(table.visible("cgroup2")).isEmpty();
    }
}
