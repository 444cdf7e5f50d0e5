package shibafu.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class OpPhraseTest {
    static Stream<Arguments> phrases() {
        return Stream.of(
                Arguments.of(new TreeOp.Mount("proc", "proc", "/proc", 0, List.of(), 0), "mount proc on /proc"),
                Arguments.of(new TreeOp.Bind("/a", "/b", false, 0, 0, 0, 0, 0), "bind /a to /b"),
                Arguments.of(new HostOp.WriteFile("/f", "1\n", false), "write \"1\\n\" to /f"),
                Arguments.of(new HostOp.WriteProc("uid_map", "0 1 1\n"), "write \"0 1 1\" to uid_map of the process"),
                Arguments.of(new SectionOp.Clone(0x20020000L), "make the process in new namespaces pid, mount"),
                Arguments.of(new HostOp.JoinProcess(7, 1, 0), "find process 7"),
                Arguments.of(new HostOp.JoinProcess(7, 1, 0x20000), "join namespaces mount of process 7"),
                Arguments.of(new ProcessOp.FindProgram("sh", "/bin"), "find sh in /bin"),
                Arguments.of(new ProcessOp.FindProgram("/bin/sh", "/bin"), "find /bin/sh"),
                Arguments.of(new ProcessOp.Rlimit(7, 5, -1), "set resource limit RLIMIT_NOFILE to 5:unlimited"),
                Arguments.of(new ProcessOp.Scheduler(3, 5, 0, 0, 0, 0, 0), "set scheduler policy SCHED_BATCH"),
                Arguments.of(new ProcessOp.SecurityLabel("attr/exec", "a:b"), "apply label \"a:b\" to attr/exec"),
                Arguments.of(new HostOp.NetDevice("eth1", "eth0"), "move network device eth1"),
                Arguments.of(new ProcessOp.Exec(List.of("sh", "-c"), List.of(), 0), "execute sh"));
    }

    @ParameterizedTest
    @MethodSource("phrases")
    void says_what_was_being_done(Op op, String phrase) {
        assertThat(OpPhrase.of(op)).isEqualTo(phrase);
    }

    static Stream<Class<?>> kinds() {
        return OpSamples.kinds().stream();
    }

    /// Whoever writes "failed to ..." or "op 17: ..." before it relies on that.
    @ParameterizedTest
    @MethodSource("kinds")
    void begins_with_a_verb(Class<?> kind) {
        Op op = kind == ProcessOp.Exec.class ? new ProcessOp.Exec(List.of("sh"), List.of(), 0) : OpSamples.of(kind);
        assertThat(OpPhrase.of(op)).matches("(?s)[a-z]+ .*");
    }
}
