package shibafu.engine.spec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SeccompChecksTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'defaultAction': 'SCMP_ACT_NOTIFY' | SCMP_ACT_NOTIFY cannot be used as default action",
                "'defaultAction': 'ALLOW' | unknown action",
                "'defaultAction': 'SCMP_ACT_KILL', 'defaultErrnoRet': 3 | not SCMP_ACT_KILL",
                "'defaultAction': 'SCMP_ACT_KILL', 'architectures': ['x86'] | unknown architecture",
                "'defaultAction': 'SCMP_ACT_KILL', 'flags': ['LOG'] | unknown flag",
                "'defaultAction': 'SCMP_ACT_KILL', 'listenerMetadata': 'm' | without listenerPath",
                "'defaultAction': 'SCMP_ACT_KILL', 'listenerPath': 'l' | must be an absolute path",
                "'defaultAction': 'SCMP_ACT_KILL', 'syscalls': [{'action': 'SCMP_ACT_LOG'}] | at least one system call",
                "'defaultAction': 'SCMP_ACT_KILL', 'syscalls': [{'names': ['read'], 'action': 'SCMP_ACT_NOTIFY'}]"
                        + " | needs someone who is told",
                "'defaultAction': 'SCMP_ACT_KILL', 'listenerPath': '/l', 'syscalls': [{'names': ['write'],"
                        + " 'action': 'SCMP_ACT_NOTIFY'}] | cannot be used for the write syscall",
                "'defaultAction': 'SCMP_ACT_KILL', 'syscalls': [{'names': ['read'], 'action': 'SCMP_ACT_LOG',"
                        + " 'args': [{'index': 6, 'value': 1, 'op': 'SCMP_CMP_EQ'}]}] | must be from 0 to 5",
                "'defaultAction': 'SCMP_ACT_KILL', 'syscalls': [{'names': ['read'], 'action': 'SCMP_ACT_LOG',"
                        + " 'args': [{'index': 0, 'value': 1, 'op': 'EQ'}]}] | unknown operator",
                "'architectures': [] | is missing",
            })
    void refuses(String profile, String message) {
        String json = ("{'ociVersion': '1.3.0', 'process': {'args': ['a'], 'cwd': '/'}, 'root': {'path': 'r'},"
                        + " 'linux': {'seccomp': {" + profile + "}}}")
                .replace('\'', '"');
        assertThatThrownBy(() -> SpecReader.read("test", json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("/linux/seccomp")
                .hasMessageContaining(message);
    }
}
