package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllOrNothingTest {
    @TempDir
    private Path cgroup;

    @Test
    void writes_all() throws Exception {
        AllOrNothing.write(List.of(CgroupWrite.of(file("a", "1"), "5"), CgroupWrite.of(file("b", "2"), "6")));
        assertThat(now("a")).isEqualTo("5");
        assertThat(now("b")).isEqualTo("6");
    }

    @Test
    void sets_back_what_was_written_before_a_refusal() throws Exception {
        List<CgroupWrite> writes =
                List.of(CgroupWrite.of(file("a", "1"), "5"), CgroupWrite.of(cgroup.resolve("missing"), "6"));
        assertThatThrownBy(() -> AllOrNothing.write(writes))
                .isInstanceOf(CgroupException.class)
                .hasMessage("write \"6\" to " + cgroup
                        + "/missing: no such file or directory: this kernel has no such file, or the controller is not"
                        + " enabled for the cgroup");
        assertThat(now("a")).isEqualTo("1");
        assertThat(cgroup.resolve("missing")).doesNotExist();
    }

    @Test
    void passes_over_an_optional_file_that_is_missing() throws Exception {
        AllOrNothing.write(List.of(
                CgroupWrite.ifPresent(cgroup.resolve("missing"), "6"), CgroupWrite.ifPresent(file("a", "1"), "5")));
        assertThat(now("a")).isEqualTo("5");
        assertThat(cgroup.resolve("missing")).doesNotExist();
    }

    @Test
    void sets_back_lines_as_the_number_that_the_kernel_takes() throws Exception {
        Path oom = file("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
        List<CgroupWrite> writes = List.of(CgroupWrite.of(oom, "1"), CgroupWrite.of(cgroup.resolve("missing"), "6"));
        assertThatThrownBy(() -> AllOrNothing.write(writes)).isInstanceOf(CgroupException.class);
        assertThat(now("memory.oom_control")).startsWith("0");
    }

    @Test
    void tells_the_file_and_the_value_that_were_refused() {
        assertThatThrownBy(() -> AllOrNothing.write(List.of(CgroupWrite.of(cgroup.resolve("x"), "6"))))
                .isInstanceOfSatisfying(CgroupException.class, e -> {
                    assertThat(e.path()).contains(cgroup.resolve("x"));
                    assertThat(e.value()).contains("6");
                });
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(cgroup.resolve(name), text);
    }

    /// A plain file keeps what stood behind a shorter value; the kernel's do not.
    private String now(String name) throws IOException {
        return Files.readString(cgroup.resolve(name));
    }
}
