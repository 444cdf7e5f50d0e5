package shibafu.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each rule: a good file with one part changed, and what is said of it.
final class SpecChecksTest {
    private static final String GOOD = "{'ociVersion': '1.3.0', 'process': {'args': ['sh'], 'cwd': '/',"
            + " 'env': ['PATH=/bin']}, 'root': {'path': 'rootfs'}, 'linux': {'namespaces': [{'type': 'mount'}]}}";

    private static final String NO_NAMESPACE = "'linux': {'namespaces': []}";
    private static final String USER = "'namespaces': [{'type': 'mount'}, {'type': 'user'}]";
    private static final String MAP = "[{'containerID': 0, 'hostID': 1000, 'size': 10}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'ociVersion': '2.0.0' | /ociVersion | \"2.0.0\" is not supported: 1.0.0 to 1.3.0 are",
                "'ociVersion': '1.x' | /ociVersion | \"1.x\" is not supported: 1.0.0 to 1.3.0 are",
                "'root': {'path': ''} | /root/path | must not be empty",
                "'root': {'readonly': true}, " + NO_NAMESPACE
                        + " | /root/readonly | unable to make the root read-only without a private MNT namespace",
                "'hostname': 'x' | /hostname | unable to set hostname without a private UTS namespace",
                "'domainname': 'x' | /domainname | unable to set domainname without a private UTS namespace",
                "'linux': {'rootfsPropagation': 'own'} | /linux/rootfsPropagation"
                        + " | rootfsPropagation=own is not supported",
                "'linux': {'namespaces': [], 'rootfsPropagation': 'rslave'} | /linux/rootfsPropagation"
                        + " | unable to set propagation without a private MNT namespace",
                "'linux': {'namespaces': [], 'maskedPaths': ['/a']} | /linux/maskedPaths"
                        + " | unable to restrict sys entries without a private MNT namespace",
                "'linux': {'namespaces': [], 'readonlyPaths': ['/a']} | /linux/readonlyPaths"
                        + " | unable to restrict sys entries without a private MNT namespace",
                "'linux': {'maskedPaths': ['a']} | /linux/maskedPaths/0 | must be an absolute path",
                "'linux': {'namespaces': [], 'devices': [{'path': '/dev/x', 'type': 'c'}]} | /linux/devices"
                        + " | unable to make devices without a private MNT namespace",
                "'linux': {'devices': [{'path': 'x', 'type': 'c'}]} | /linux/devices/0/path"
                        + " | must be an absolute path",
                "'linux': {'devices': [{'path': '/x', 'type': 's'}]} | /linux/devices/0/type"
                        + " | must be c, b, u or p, not \"s\"",
                "'linux': {'namespaces': [], 'netDevices': {'eth0': {}}} | /linux/netDevices"
                        + " | unable to move network devices without a NET namespace",
                "'linux': {'namespaces': [{'type': 'network'}], 'netDevices': {'a/b': {}}} | /linux/netDevices/a~1b"
                        + " | invalid network device name \"a/b\"",
                "'linux': {'namespaces': [{'type': 'network'}], 'netDevices': {'a': {'name': '0123456789abcdef'}}}"
                        + " | /linux/netDevices/a/name | invalid network device name \"0123456789abcdef\"",
                "'linux': {'intelRdt': {'closID': '..'}} | /linux/intelRdt/closID | invalid intelRdt.ClosID \"..\"",
                "'linux': {'personality': {'domain': 'BSD'}} | /linux/personality/domain"
                        + " | invalid personality domain \"BSD\": must be LINUX or LINUX32",
                "'linux': {'personality': {'domain': 'LINUX', 'flags': ['X']}} | /linux/personality/flags"
                        + " | personality flags are not supported: the specification defines none",
                "'linux': {'memoryPolicy': {'mode': 'MPOL_X', 'nodes': '0'}} | /linux/memoryPolicy/mode"
                        + " | invalid memory policy mode \"MPOL_X\"",
                "'linux': {'memoryPolicy': {'mode': 'MPOL_BIND', 'nodes': '0', 'flags': ['Y']}}"
                        + " | /linux/memoryPolicy/flags/0 | invalid memory policy flag \"Y\"",
                "'linux': {'memoryPolicy': {'mode': 'MPOL_LOCAL', 'nodes': '0-2'}} | /linux/memoryPolicy/nodes"
                        + " | memory policy mode requires 0 nodes but got 3",
                "'linux': {'memoryPolicy': {'mode': 'MPOL_INTERLEAVE'}} | /linux/memoryPolicy/nodes"
                        + " | memory policy mode requires at least one node but got 0",
                "'linux': {'memoryPolicy': {'mode': 'MPOL_BIND', 'nodes': '3-1'}} | /linux/memoryPolicy/nodes"
                        + " | invalid memory policy nodes \"3-1\": \"3-1\" must rise, to 8191 at most"
            })
    void of_the_whole(String change, String pointer, String message) {
        assertThat(problems(change)).containsExactly(new SpecProblem(pointer, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'args': [] | /args | args must not be empty",
                "'args': [''] | /args/0 | the program's name must not be empty",
                "'cwd': '' | /cwd | Cwd property must not be empty",
                "'cwd': 'tmp' | /cwd | Cwd must be an absolute path",
                "'env': ['A=', 'A'] | /env/1 | must have the form NAME=value",
                "'env': ['=A'] | /env/0 | must have the form NAME=value",
                "'rlimits': [{'type': 'RLIMIT_X', 'soft': 0, 'hard': 0}] | /rlimits/0/type"
                        + " | wrong rlimit value: RLIMIT_X",
                "'rlimits': [{'type': 'RLIMIT_AS', 'soft': 1, 'hard': 1}, {'type': 'RLIMIT_AS', 'soft': 1, 'hard': 1}]"
                        + " | /rlimits/1/type | RLIMIT_AS is there twice",
                "'rlimits': [{'type': 'RLIMIT_AS', 'soft': 18446744073709551615, 'hard': 1}] | /rlimits/0/soft"
                        + " | must not be above the hard limit",
                "'scheduler': {'nice': 1} | /scheduler/policy | scheduler policy is required",
                "'scheduler': {'policy': 'SCHED_X'} | /scheduler/policy | invalid scheduler policy: SCHED_X",
                "'scheduler': {'policy': 'SCHED_BATCH', 'nice': 20} | /scheduler/nice"
                        + " | invalid scheduler.nice: 20 when scheduler.policy is SCHED_BATCH",
                "'scheduler': {'policy': 'SCHED_OTHER', 'priority': 1} | /scheduler/priority"
                        + " | scheduler.priority can only be specified for SchedFIFO or SchedRR policy",
                "'scheduler': {'policy': 'SCHED_RR', 'period': 1} | /scheduler"
                        + " | scheduler runtime/deadline/period can only be specified for SchedDeadline policy",
                "'scheduler': {'policy': 'SCHED_RR', 'flags': ['X']} | /scheduler/flags/0"
                        + " | invalid scheduler flag: X",
                "'ioPriority': {'class': 'IOPRIO_CLASS_BE', 'priority': 8} | /ioPriority/priority"
                        + " | invalid ioPriority.Priority: 8",
                "'ioPriority': {'class': 'X'} | /ioPriority/class | invalid ioPriority.Class: \"X\"",
                "'execCPUAffinity': {'initial': '1,'} | /execCPUAffinity/initial"
                        + " | invalid list of CPUs \"1,\": \"\" is no number and no range of numbers",
                "'execCPUAffinity': {'final': '9000'} | /execCPUAffinity/final"
                        + " | invalid list of CPUs \"9000\": \"9000\" must rise, to 8191 at most"
            })
    void of_the_process(String change, String pointer, String message) {
        assertThat(problems("'process': {" + change + "}"))
                .containsExactly(new SpecProblem("/process" + pointer, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'namespaces': [{'type': 'mount'}, {'type': 'mount'}] | /namespaces/1"
                        + " | malformed spec file: duplicated ns \"mount\"",
                "'namespaces': [{'type': 'pid', 'path': 'x'}] | /namespaces/0/path | must be an absolute path",
                "'uidMappings': " + MAP + " | /uidMappings"
                        + " | user namespace mappings specified, but user namespace isn't enabled in the config",
                USER + " | /uidMappings"
                        + " | user namespaces enabled, but no namespace path to join nor mappings to apply specified",
                USER + ", 'uidMappings': " + MAP + " | /gidMappings"
                        + " | user namespaces enabled, but container id 0 is not mapped",
                USER + ", 'gidMappings': " + MAP + ", 'uidMappings': [{'containerID': 0, 'hostID': 1, 'size': 10},"
                        + " {'containerID': 9, 'hostID': 50, 'size': 1}] | /uidMappings/1"
                        + " | overlaps with a range before it",
                USER + ", 'gidMappings': " + MAP + ", 'uidMappings': [{'containerID': 0, 'hostID': 1, 'size': 10},"
                        + " {'containerID': 10, 'hostID': 10, 'size': 1}] | /uidMappings/1"
                        + " | overlaps with a range before it",
                USER + ", 'gidMappings': " + MAP + ", 'uidMappings': [{'containerID': 0, 'hostID': 1, 'size': 10},"
                        + " {'containerID': 10, 'hostID': 50, 'size': 0}] | /uidMappings/1/size | must not be 0",
                "'timeOffsets': {'boottime': {'secs': 1}} | /timeOffsets"
                        + " | time namespace offsets specified, but time namespace isn't enabled in the config",
                "'namespaces': [{'type': 'time', 'path': '/x'}], 'timeOffsets': {'boottime': {'secs': 1}}"
                        + " | /timeOffsets | time namespace enabled, but both namespace path and time offsets"
                        + " specified - you may only provide one",
                "'namespaces': [{'type': 'time'}], 'timeOffsets': {'realtime': {'secs': 1}} | /timeOffsets/realtime"
                        + " | unknown clock: monotonic and boottime have offsets"
            })
    void of_namespaces(String change, String pointer, String message) {
        assertThat(problems("'linux': {" + change + "}")).containsExactly(new SpecProblem("/linux" + pointer, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'uid': 10 | /process/user/uid",
                "'gid': 4294967294 | /process/user/gid",
                "'additionalGids': [9, 10] | /process/user/additionalGids/1"
            })
    void of_ids_that_a_user_namespace_does_not_know(String user, String pointer) {
        assertThat(problems("'process': {'user': {" + user + "}}, 'linux': {" + USER + ", 'uidMappings': " + MAP
                        + ", 'gidMappings': " + MAP + "}"))
                .containsExactly(new SpecProblem(pointer, "is not mapped in the user namespace"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'destination': ''} | /destination | must not be empty",
                "{'destination': '/proc/self'} | /destination"
                        + " | \"/proc/self\" cannot be mounted because it is inside /proc",
                "{'destination': '/x/..//proc/./sys/'} | /destination"
                        + " | \"/x/..//proc/./sys/\" cannot be mounted because it is inside /proc",
                "{'destination': '/proc', 'type': 'tmpfs'} | /destination"
                        + " | \"/proc\" cannot be mounted because it is not a procfs",
                "{'destination': 'proc', 'type': 'bind', 'source': '/tmp'} | /destination"
                        + " | \"proc\" cannot be mounted because it is not a procfs",
                "{'destination': '/a', 'uidMappings': [{'containerID': 0, 'hostID': 5, 'size': 1}]} | /gidMappings"
                        + " | id-mapped mounts must have both uid and gid mappings specified",
                "{'destination': '/a', 'uidMappings': [{'containerID': 0, 'hostID': 5, 'size': 1}],"
                        + " 'gidMappings': [{'containerID': 0, 'hostID': 5, 'size': 0}]} | /gidMappings/0/size"
                        + " | must not be 0"
            })
    void of_mounts(String mount, String pointer, String message) {
        assertThat(problems("'mounts': [" + mount + "]"))
                .containsExactly(new SpecProblem("/mounts/0" + pointer, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'mounts': [{'destination': '/a', 'type': 'tmpfs'}], " + NO_NAMESPACE
                        + " | /mounts | unable to mount without a private MNT namespace",
                "'mounts': [{'destination': '/a', 'type': 'tmpfs', 'options': ['gid=5', 'uid=10']}], 'linux': {" + USER
                        + ", 'uidMappings': " + MAP + ", 'gidMappings': " + MAP + "} | /mounts/0/options/1"
                        + " | cannot specify uid=10: it is not mapped in the user namespace"
            })
    void of_mounts_and_namespaces(String change, String pointer, String message) {
        assertThat(problems(change)).containsExactly(new SpecProblem(pointer, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "kernel.shmmax | is not allowed in the host ipc namespace",
                "kernel/sem | is not allowed in the host ipc namespace",
                "fs.mqueue.msg_max | is not allowed in the host ipc namespace",
                "net.ipv4.ip_forward | not allowed in host network namespace",
                "net/ipv4/conf/eth0.1/forwarding | not allowed in host network namespace",
                "user.max_user_namespaces | is not in a separate kernel namespace",
                "kernel.domainname | is not in a separate kernel namespace",
                "kernel.hostname | is not allowed as it conflicts with the OCI \"hostname\" field",
                "kernel.panic | is not in a separate kernel namespace",
                "vm.swappiness | is not in a separate kernel namespace",
                "net.x...y | is not a name"
            })
    void of_sysctls(String name, String message) {
        String pointer = "/linux/sysctl/" + name.replace("/", "~1");
        assertThat(problems("'linux': {'sysctl': {'" + name + "': '1'}}"))
                .containsExactly(new SpecProblem(pointer, "sysctl \"" + name + "\" " + message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'ociVersion': '1.0.2-dev'",
                "'hostname': 'x', 'domainname': 'y', 'linux': {'namespaces': [{'type': 'uts'}]}",
                "'linux': {'namespaces': [{'type': 'user', 'path': '/x'}], 'uidMappings': " + MAP + "}",
                "'linux': {'namespaces': [{'type': 'ipc'}, {'type': 'network'}, {'type': 'uts'}], 'sysctl':"
                        + " {'kernel.sem': '1', 'net/core/somaxconn': '1', 'kernel.domainname': 'x'}}",
                "'mounts': [{'destination': '/proc', 'type': 'proc'}, {'destination': '/proc/meminfo', 'type': 'bind'}]",
                "'mounts': [{'destination': '/proc', 'type': 'bind', 'source': '/proc'}, {'destination': '/procfs'}]",
                "'process': {'env': ['A=', 'B==']}"
            })
    void of_nothing_where_nothing_is_wrong(String change) {
        assertThat(problems(change)).isEmpty();
    }

    private static List<SpecProblem> problems(String change) {
        ObjectMapper mapper = new ObjectMapper();
        try {
            JsonNode merged = merge(
                    (ObjectNode) mapper.readTree(GOOD.replace('\'', '"')),
                    mapper.readTree("{" + change.replace('\'', '"') + "}"));
            SpecReader.read("test", merged.toString().getBytes(StandardCharsets.UTF_8));
            return List.of();
        } catch (SpecException e) {
            return e.problems();
        } catch (IOException e) {
            throw new IllegalArgumentException(change, e);
        }
    }

    private static JsonNode merge(ObjectNode base, JsonNode change) {
        change.properties().forEach(member -> {
            if (base.get(member.getKey()) instanceof ObjectNode object
                    && member.getValue().isObject()) {
                merge(object, member.getValue());
            } else {
                base.set(member.getKey(), member.getValue());
            }
        });
        return base;
    }
}
