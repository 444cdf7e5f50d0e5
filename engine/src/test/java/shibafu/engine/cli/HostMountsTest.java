package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.lifecycle.Places;

final class HostMountsTest {
    private static final List<String> HOST = List.of(
            "20 1 254:0 / / rw - ext4 /dev/vda rw",
            "21 20 0:21 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
            "22 20 0:22 / /sys/fs/resctrl rw - resctrl resctrl rw",
            "23 20 0:23 / /proc rw - proc proc rw");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30 20 0:30 / /var/lib/containers/storage/overlay/1/merged rw - overlay overlay rw",
                "30 20 0:30 / /sys/fs/cgroup/memoryless rw - tmpfs tmpfs rw",
                "30 20 0:30 / /run/shibafu/c1 rw - tmpfs tmpfs rw",
                "30 20 0:30 / /home rw - ext4 /dev/vdb rw"
            })
    void what_others_mount_for_themselves_does_not_matter(String mount) {
        assertThat(mattering(with(mount))).isEqualTo(mattering(HOST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30 20 0:30 / /elsewhere/cgroup rw - cgroup2 none rw",
                "30 20 0:30 / /sys/fs/cgroup rw - tmpfs tmpfs rw",
                "30 20 0:30 / /sys/fs/cgroup/memory ro - tmpfs tmpfs rw",
                "30 20 0:30 / /sys rw - sysfs sysfs rw",
                "30 20 0:30 / / rw - tmpfs tmpfs rw",
                "30 20 0:30 / /run rw - tmpfs tmpfs rw",
                "30 20 0:30 / /var/lib/shibafu/images rw - ext4 /dev/vdb rw",
                "30 20 0:30 / /var/lib/with\\040space rw - ext4 /dev/vdb rw"
            })
    void trees_and_what_lies_on_them_or_on_the_engine_s_places_do(String mount) {
        assertThat(mattering(with(mount))).isNotEqualTo(mattering(HOST));
    }

    @Test
    void a_tree_that_is_gone_matters() {
        assertThat(mattering(HOST.subList(0, 1))).isNotEqualTo(mattering(HOST));
    }

    private static List<String> with(String mount) {
        return Stream.concat(HOST.stream(), Stream.of(mount)).toList();
    }

    private static List<String> mattering(List<String> lines) {
        Places places =
                Places.below(Path.of("/var/lib/shibafu"), Optional.empty()).withState(Path.of("/run/shibafu"));
        return HostMounts.mattering(
                (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), List.of(places));
    }
}
