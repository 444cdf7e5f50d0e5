package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.cgroup.CgroupReading.Value;

/// A procfs of files: what is above a container (10), its first process (20), its child (21), one that was put into
/// its PID namespace (30) with a child in one below (31), and a neighbour (40).
final class ProcessTreeTest {
    @TempDir
    private Path proc;

    @BeforeEach
    void make_processes() throws IOException {
        Files.createDirectories(proc.resolve("self/ns"));
        Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of("pid:[1]"));
        process(10, 1, "S", "pid:[1]");
        process(20, 10, "S", "pid:[2]");
        process(21, 20, "T", "pid:[2]");
        process(30, 10, "R", "pid:[2]");
        process(31, 30, "S", "pid:[3]");
        process(32, 30, "Z", "pid:[2]");
        process(40, 10, "S", "pid:[1]");
        Files.createDirectories(proc.resolve("sys"));
    }

    @Test
    void all_in_its_namespace_and_below_are_a_containers() {
        assertThat(pids(new ProcessTree(proc, 20, 1020))).containsExactly(20, 21, 30, 31);
    }

    @Test
    void without_a_namespace_of_its_own_those_that_descend_from_the_first_are() throws IOException {
        Files.delete(proc.resolve("self/ns/pid"));
        Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of("pid:[2]"));
        assertThat(pids(new ProcessTree(proc, 20, 1020))).containsExactly(20, 21);
    }

    @Test
    void in_the_namespace_of_another_so_are_they() {
        assertThat(pids(new ProcessTree(proc, 30, 1030))).containsExactly(30, 31);
    }

    @Test
    void a_number_that_another_process_has_now_is_no_container() {
        assertThat(new ProcessTree(proc, 20, 999).exists()).isFalse();
        assertThat(new ProcessTree(proc, 20, 999).members()).isEmpty();
        assertThat(new ProcessTree(proc, 0, 0).members()).isEmpty();
        assertThat(new ProcessTree(proc, 20, 1020).exists()).isTrue();
    }

    @Test
    void times_and_memory_are_those_of_all() {
        CgroupReading reading = new CgroupReading();
        assertThat(new ProcessTree(proc, 20, 1020).read(reading)).isTrue();
        assertThat(reading.count(Value.CPU_USER_MICROS)).isEqualTo(4 * (5 + 7) * 10_000);
        assertThat(reading.count(Value.CPU_SYSTEM_MICROS)).isEqualTo(4 * (6 + 8) * 10_000);
        assertThat(reading.count(Value.PIDS_CURRENT)).isEqualTo(4 * 2);
        assertThat(reading.count(Value.MEMORY_USAGE_BYTES)).isEqualTo(4 * 300 * 1024);
        assertThat(reading.count(Value.MEMORY_FILE_BYTES)).isEqualTo(4 * 200 * 1024);
    }

    private static Iterable<Integer> pids(ProcessTree tree) {
        return tree.members().stream().map(ProcessTree.Member::pid).toList();
    }

    private void process(int pid, int parent, String letter, String namespace) throws IOException {
        Path directory = Files.createDirectories(proc.resolve(Integer.toString(pid)));
        Files.createDirectory(directory.resolve("ns"));
        Files.createSymbolicLink(directory.resolve("ns/pid"), Path.of(namespace));
        Files.writeString(
                directory.resolve("stat"),
                pid + " (a ) S 7) " + letter + " " + parent + " 0 0 0 0 0 0 0 0 0 5 6 7 8 20 0 2 0 " + (1000 + pid)
                        + " 0 0\n");
        Files.writeString(
                directory.resolve("status"),
                "Name:\ta\nNSpid:\t" + pid + (pid == 20 ? "\t1" : "\t1" + pid)
                        + "\nVmRSS:\t     300 kB\nRssAnon:\t     100 kB\nRssFile:\t     150 kB\nRssShmem:\t      50 kB\n");
    }
}
