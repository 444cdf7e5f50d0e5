package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresCgroupV1;
import shibafu.engine.spec.Resources;

@RequiresCgroupV1
final class CgroupV1RootTest extends CgroupContract {
    @Override
    String memoryLimit(String path) throws Exception {
        return Files.readString(Path.of("/sys/fs/cgroup/memory" + path + "/memory.limit_in_bytes"))
                .strip();
    }

    @Override
    String cpuLimit(String path) throws Exception {
        Path directory = Path.of("/sys/fs/cgroup/cpu" + path);
        return Files.readString(directory.resolve("cpu.cfs_quota_us")).strip()
                + "/"
                + Files.readString(directory.resolve("cpu.cfs_period_us")).strip();
    }

    @Override
    Path controllerFile(String path, String controller, String file) {
        return Path.of("/sys/fs/cgroup", controller, path, file);
    }

    @Override
    void forced(LiveCgroup live, Resources tooLow, Process holder) throws Exception {
        assertThatThrownBy(() -> live.cgroup.apply(tooLow, Resources.NONE, true, LimitNotice.NOBODY))
                .hasMessageMatching(
                        "write \"20971520\" to /sys/fs/cgroup/memory/.*/memory(.memsw)?.limit_in_bytes: device or resource busy: "
                                + "\\d+ bytes are in use, at most \\d+ were, and the kernel could not free enough");
        assertThat(memoryLimit(live.path)).isEqualTo("209715200");
        assertThat(holder.isAlive()).isTrue();
    }

    @Test
    void devices_that_no_rule_allows_are_denied() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, Resources.NONE)) {
            assertThat(live.output("head -c 2 /dev/zero | wc -c; head -c 1 /dev/kmsg 2>&1 | tail -1"))
                    .startsWith("2")
                    .contains("Operation not permitted");
            assertThat(Files.readAllLines(controllerFile(live.path, "devices", "devices.list")))
                    .contains("c *:* m", "c 1:3 rwm", "c 136:* rwm")
                    .doesNotContain("a *:* rwm");
        }
    }

    @Test
    void a_rule_for_all_devices_opens_them_all() throws Exception {
        Resources privileged = Fixture.resources(Fixture.rule("allow a *:* rwm"));
        try (LiveCgroup live = LiveCgroup.make(layout, privileged)) {
            assertThat(Files.readString(controllerFile(live.path, "devices", "devices.list")))
                    .isEqualTo("a *:* rwm\n");
        }
    }
}
