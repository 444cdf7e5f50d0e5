package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefusalTest {
    @TempDir
    private Path cgroup;

    @ParameterizedTest
    @CsvSource({
        "memory.limit_in_bytes, Device or resource busy, '70 bytes are in use, at most 90 were'",
        "memory.limit_in_bytes, Invalid argument, 'it may not be above memory plus swap (memory.memsw.limit_in_bytes), now 95'",
        "memory.memsw.limit_in_bytes, Invalid argument, 'memory plus swap may not be below the memory limit, now 80'",
        "cpu.max, Invalid argument, 'a quota is at least 1000 µs'",
        "cpu.max.burst, Invalid argument, 'a burst may not be above the quota'",
        "cpuset.cpus, Numerical result out of range, 'this machine does not have so many'",
        "cpuset.cpus, Device or resource busy, 'a cgroup below still uses what would be taken away'",
        "cgroup.subtree_control, Device or resource busy, 'the cgroup holds processes itself'",
        "cgroup.subtree_control, Invalid argument, 'a controller is missing here: there are cpu memory'",
        "tasks, No space left on device, 'cpuset.cpus and cpuset.mems must have a value before a process joins'",
        "memory.max, Read-only file system, 'cgroups are mounted read-only here'",
        "io.max, No such device, 'there is no disk with these numbers'",
        "blkio.throttle.read_bps_device, No such device, 'there is no disk with these numbers'",
        "memory.kmem.limit_in_bytes, Unknown error 524, 'kernels since 5.16 have no limit on kernel memory alone'",
        "io.bfq.weight, Numerical result out of range, 'a weight is 1 to 1000'",
        "rdma.max, No such device, 'there is no such RDMA device here'",
        "rdma.max, Invalid argument, 'there is no such RDMA device here'",
        "devices.allow, Operation not permitted, 'the parent cgroup does not allow this device'",
    })
    void tells_the_likely_cause(String file, String error, String cause) throws Exception {
        Files.writeString(cgroup.resolve("memory.usage_in_bytes"), "70\n");
        Files.writeString(cgroup.resolve("memory.max_usage_in_bytes"), "90\n");
        Files.writeString(cgroup.resolve("memory.limit_in_bytes"), "80\n");
        Files.writeString(cgroup.resolve("memory.memsw.limit_in_bytes"), "95\n");
        Files.writeString(cgroup.resolve("cgroup.controllers"), "cpu memory\n");
        assertThat(Refusal.explain(cgroup.resolve(file), new IOException(error)))
                .startsWith(": " + cause);
    }

    @Test
    void tells_what_is_missing() {
        assertThat(explainMissing(cgroup.resolve("memory.swap.max"))).contains("this kernel does not count swap");
        assertThat(explainMissing(cgroup.resolve("memory.max"))).contains("the controller is not enabled");
        assertThat(explainMissing(cgroup.resolve("hugetlb.3MB.max"))).contains("no huge pages of this size");
        assertThat(explainMissing(cgroup.resolve("io.weight"))).contains("heeds no weights");
        assertThat(explainMissing(cgroup.resolve("blkio.bfq.weight"))).contains("load the module bfq");
        assertThat(explainMissing(cgroup.resolve("cpu.rt_runtime_us"))).contains("no realtime limits");
        assertThat(explainMissing(cgroup.resolve("gone/memory.max"))).isEqualTo(": the cgroup is gone");
    }

    @Test
    void tells_who_may_write() {
        Path file = cgroup.resolve("memory.max");
        assertThat(Refusal.explain(file, new AccessDeniedException(file.toString())))
                .isEqualTo(": only root, or the owner of a delegated cgroup, may write it");
    }

    @Test
    void says_no_more_than_it_knows() {
        assertThat(Refusal.explain(cgroup.resolve("cpu.idle"), new IOException("Input/output error")))
                .isEmpty();
    }

    private static String explainMissing(Path file) {
        return Refusal.explain(file, new NoSuchFileException(file.toString()));
    }
}
