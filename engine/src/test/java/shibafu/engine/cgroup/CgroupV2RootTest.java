package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresCgroupV2;
import shibafu.engine.spec.Resources;

@RequiresCgroupV2
final class CgroupV2RootTest extends CgroupContract {
    private static final Path MOUNT = Path.of("/sys/fs/cgroup");

    @Override
    String memoryLimit(String path) throws Exception {
        return Files.readString(Path.of(MOUNT + path + "/memory.max")).strip();
    }

    @Override
    String cpuLimit(String path) throws Exception {
        return Files.readString(Path.of(MOUNT + path + "/cpu.max")).strip().replace(' ', '/');
    }

    @Override
    Path controllerFile(String path, String controller, String file) {
        return Path.of(MOUNT + path).resolve(file);
    }

    @Test
    void unified_values_are_written_as_they_are() throws Exception {
        Resources unified = new Resources(
                Resources.Memory.NONE,
                Resources.Cpu.NONE,
                OptionalLong.empty(),
                List.of(),
                Map.of("memory.high", "33554432", "cpu.weight", "77"));
        try (LiveCgroup live = LiveCgroup.make(layout, unified)) {
            assertThat(Files.readString(controllerFile(live.path, "memory", "memory.high")))
                    .isEqualTo("33554432\n");
            assertThat(Files.readString(controllerFile(live.path, "cpu", "cpu.weight")))
                    .isEqualTo("77\n");
        }
    }
}
