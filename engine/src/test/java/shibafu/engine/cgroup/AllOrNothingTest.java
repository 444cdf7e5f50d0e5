package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllOrNothingTest {
    @TempDir
    private Path cgroup;

    @Test
    void writes_all() throws Exception {
        write(List.of(CgroupWrite.of(file("a", "1"), "5"), CgroupWrite.of(file("b", "2"), "6")));
        assertThat(now("a")).isEqualTo("5");
        assertThat(now("b")).isEqualTo("6");
    }

    @Test
    void sets_back_what_was_written_before_a_refusal() throws Exception {
        List<CgroupWrite> writes =
                List.of(CgroupWrite.of(file("a", "1"), "5"), CgroupWrite.of(cgroup.resolve("missing"), "6"));
        assertThatThrownBy(() -> write(writes))
                .isInstanceOf(CgroupException.class)
                .hasMessage("write \"6\" to " + cgroup
                        + "/missing: no such file or directory: this kernel has no such file, or the controller is not"
                        + " enabled for the cgroup");
        assertThat(now("a")).isEqualTo("1");
        assertThat(cgroup.resolve("missing")).doesNotExist();
    }

    @Test
    void passes_over_an_optional_file_that_is_missing() throws Exception {
        write(List.of(
                CgroupWrite.ifPresent(cgroup.resolve("missing"), "6"), CgroupWrite.ifPresent(file("a", "1"), "5")));
        assertThat(now("a")).isEqualTo("5");
        assertThat(cgroup.resolve("missing")).doesNotExist();
    }

    @Test
    void sets_back_lines_as_the_number_that_the_kernel_takes() throws Exception {
        Path oom = file("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
        List<CgroupWrite> writes = List.of(CgroupWrite.of(oom, "1"), CgroupWrite.of(cgroup.resolve("missing"), "6"));
        assertThatThrownBy(() -> write(writes)).isInstanceOf(CgroupException.class);
        assertThat(now("memory.oom_control")).startsWith("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "io.max | 8:0 rbps=9 | '8:16 rbps=max wbps=5 riops=max wiops=max\n8:0 rbps=7 wbps=max riops=max wiops=max'"
                        + " | 8:0 rbps=7 wbps=max riops=max wiops=max",
                "io.max | 8:0 rbps=9 | '' | 8:0 rbps=max wbps=max riops=max wiops=max",
                "io.weight | default 9 | 'default 100\n8:0 50' | default 100",
                "io.weight | 8:0 9 | 'default 100\n8:0 50' | 8:0 50",
                "io.weight | 8:0 9 | default 100 | 8:0 default",
                "io.bfq.weight | 8:0 9 | default 100 | 8:0 default",
                "blkio.bfq.weight_device | 8:0 9 | '8:16 3' | 8:0 0",
                "blkio.throttle.read_bps_device | 8:0 9 | '8:16 3\n8:0 4' | 8:0 4",
                "blkio.throttle.write_iops_device | 8:0 9 | '8:16 3' | 8:0 0",
                "rdma.max | mlx5_0 hca_handle=2 | 'mlx5_0 hca_handle=3 hca_object=max' | mlx5_0 hca_handle=3 hca_object=max",
                "net_prio.ifpriomap | eth0 9 | 'lo 0\neth0 4' | eth0 4",
                "memory.max | 9 | 4 | 4"
            })
    void sets_back_the_line_of_a_file_that_has_many(String file, String value, String before, String setBack) {
        CgroupWrite write = CgroupWrite.of(cgroup.resolve(file), value);
        assertThat(AllOrNothing.undo(write, before.replace("\\n", "\n")).value())
                .isEqualTo(setBack);
    }

    @Test
    void tells_the_file_and_the_value_that_were_refused() {
        assertThatThrownBy(() -> write(List.of(CgroupWrite.of(cgroup.resolve("x"), "6"))))
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

    @Test
    void sets_back_all_when_what_comes_last_fails() throws Exception {
        assertThatThrownBy(() -> AllOrNothing.write(List.of(CgroupWrite.of(file("a", "1"), "5")), () -> {
                    throw new CgroupException("no");
                }))
                .hasMessage("no");
        assertThat(now("a")).isEqualTo("1");
    }

    private static void write(List<CgroupWrite> writes) {
        AllOrNothing.write(writes, () -> {});
    }
}
