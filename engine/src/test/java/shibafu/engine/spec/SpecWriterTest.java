package shibafu.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SpecWriterTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/plan");

    @TempDir
    Path folder;

    static Stream<Path> configs() throws IOException {
        try (Stream<Path> cases = Files.list(GOLDEN)) {
            return cases
                    .filter(one -> !one.getFileName().toString().startsWith("exec_"))
                    .map(one -> one.resolve("config.json"))
                    .filter(Files::exists)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void writes_what_reads_the_same(Path config) throws IOException {
        Spec spec = SpecReader.readStored(config);
        assertThat(rewritten(spec)).isEqualTo(spec);
    }

    @Test
    void writes_every_part() throws IOException {
        String json = """
                {"ociVersion": "1.3.0", "hostname": "h", "domainname": "d", "annotations": {"b": "2", "a": "1"},
                 "process": {"terminal": true, "consoleSize": {"height": 1, "width": 2}, "cwd": "/",
                  "user": {"uid": 4294967294, "gid": 3, "umask": 18, "additionalGids": [4294967294]},
                  "args": ["a"], "env": ["E=\\u2603\\n"], "noNewPrivileges": true, "oomScoreAdj": -1,
                  "apparmorProfile": "ap", "selinuxLabel": "se",
                  "scheduler": {"policy": "SCHED_DEADLINE", "nice": 1, "flags": ["SCHED_FLAG_RECLAIM"], "runtime": 2,
                   "deadline": 3, "period": 4}, "ioPriority": {"class": "IOPRIO_CLASS_RT", "priority": 5},
                  "execCPUAffinity": {"initial": "0", "final": "1-2"},
                  "capabilities": {"bounding": ["B"], "effective": ["E"], "inheritable": ["I"], "permitted": ["P"],
                   "ambient": ["A"]},
                  "rlimits": [{"type": "RLIMIT_CPU", "soft": 1, "hard": 18446744073709551615}]},
                 "hooks": {"prestart": [{"path": "/a"}], "createRuntime": [{"path": "/b", "args": ["b", "1"]}],
                  "createContainer": [{"path": "/c", "env": []}], "startContainer": [{"path": "/d", "env": ["E=1"]}],
                  "poststart": [{"path": "/e", "timeout": 5}], "poststop": [{"path": "/f"}, {"path": "/g"}]},
                 "root": {"path": "r", "readonly": true},
                 "mounts": [{"destination": "/m", "type": "t", "source": "s", "options": ["o"],
                   "uidMappings": [{"containerID": 1, "hostID": 2, "size": 3}],
                   "gidMappings": [{"containerID": 4, "hostID": 5, "size": 6}]}],
                 "linux": {"namespaces": [{"type": "mount"}, {"type": "network"}, {"type": "uts", "path": "/u"}, {"type": "ipc"},
                   {"type": "time"}, {"type": "user", "path": "/x"}],
                  "uidMappings": [{"containerID": 0, "hostID": 1, "size": 4294967295}],
                  "gidMappings": [{"containerID": 0, "hostID": 1, "size": 4294967295}],
                  "timeOffsets": {"monotonic": {"secs": -5, "nanosecs": 6}},
                  "devices": [{"path": "/dev/d", "type": "b", "major": 1, "minor": 2, "fileMode": 3, "uid": 4,
                    "gid": 5}, {"path": "/dev/e", "type": "p"}],
                  "cgroupsPath": "/c", "rootfsPropagation": "rslave", "mountLabel": "system_u:object_r:container_file_t:s0:c1,c2",
                  "memoryPolicy": {"mode": "MPOL_BIND", "nodes": "0", "flags": ["MPOL_F_STATIC_NODES"]},
                  "personality": {"domain": "LINUX32"}, "netDevices": {"eth0": {"name": "in"}, "eth1": {}},
                  "intelRdt": {"closID": "c", "schemata": ["L3:0=f"], "l3CacheSchema": "L3:0=1", "memBwSchema": "MB:0=2",
                   "enableMonitoring": true},
                  "maskedPaths": ["/p"], "readonlyPaths": ["/q"],
                  "sysctl": {"kernel.sem": "1"},
                  "seccomp": {"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 38, "flags": [],
                   "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_MIPS"], "listenerPath": "/l",
                   "listenerMetadata": "m", "syscalls": [{"names": ["read", "unheard_of"], "action": "SCMP_ACT_NOTIFY",
                    "args": [{"index": 5, "value": 18446744073709551615, "valueTwo": 2, "op": "SCMP_CMP_MASKED_EQ"}]},
                    {"names": ["mount"], "action": "SCMP_ACT_ERRNO", "errnoRet": 1}]},
                  "resources": {
                   "memory": {"limit": 1, "reservation": 2, "swap": -1, "swappiness": 3, "disableOOMKiller": true,
                    "checkBeforeUpdate": true},
                   "cpu": {"shares": 1, "quota": -1, "period": 2, "burst": 3, "cpus": "0", "mems": "1", "idle": 1},
                   "pids": {"limit": -1}, "unified": {"memory.high": "1"},
                   "devices": [{"allow": true, "type": "c", "major": 1, "minor": 2, "access": "r"}, {}]}}}
                """;
        Spec spec = SpecReader.read("test", json.getBytes(StandardCharsets.UTF_8));
        assertThat(rewritten(spec)).isEqualTo(spec);
    }

    @Test
    void writes_the_same_bytes_for_the_same_spec() throws IOException {
        Spec spec = SpecReader.readStored(GOLDEN.resolve("paths_masked_and_readonly_and_sysctls/config.json"));
        assertThat(SpecWriter.write(rewritten(spec))).isEqualTo(SpecWriter.write(spec));
    }

    private Spec rewritten(Spec spec) throws IOException {
        return SpecReader.readStored(Files.write(folder.resolve("config.json"), SpecWriter.write(spec)));
    }
}
