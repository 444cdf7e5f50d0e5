package shibafu.engine.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import shibafu.engine.spec.Seccomp;
import shibafu.engine.spec.Seccomp.Rule;

final class DefaultProfileTest {
    private static final Seccomp PLAIN = DefaultProfile.of(List.of("CAP_CHOWN"));

    @Test
    void what_a_program_lives_by_is_allowed() {
        assertThat(plainly(PLAIN)).contains("read", "openat2", "execve", "futex", "ptrace", "epoll_pwait2", "rseq");
    }

    @Test
    void what_reaches_the_host_is_denied_with_EPERM() {
        assertThat(denied(PLAIN)).contains("mount", "setns", "kexec_load", "keyctl", "bpf", "init_module", "reboot");
        assertThat(plainly(PLAIN)).doesNotContainAnyElementsOf(denied(PLAIN));
    }

    @Test
    void clone_is_allowed_without_namespaces_and_clone3_is_not_there() {
        assertThat(plainly(PLAIN)).doesNotContain("clone", "clone3");
        assertThat(denied(PLAIN)).doesNotContain("clone3");
        assertThat(PLAIN.defaultErrno()).hasValue(38);
        assertThat(PLAIN.rules()).anySatisfy(rule -> {
            assertThat(rule.names()).containsExactly("clone");
            assertThat(rule.args().getFirst().op()).isEqualTo("SCMP_CMP_MASKED_EQ");
        });
    }

    @Test
    void a_capability_lifts_what_it_is_for() {
        Seccomp admin = DefaultProfile.of(List.of("CAP_SYS_ADMIN"));
        assertThat(plainly(admin)).contains("mount", "setns", "clone", "clone3").doesNotContain("reboot", "bpf");
        assertThat(plainly(DefaultProfile.of(List.of("CAP_SYS_BOOT")))).contains("reboot");
    }

    @Test
    void every_word_of_the_list_is_a_call_of_some_machine() {
        Set<String> known = new TreeSet<>();
        for (String table : List.of("x86_64", "x32", "x86", "aarch64", "arm")) {
            known.addAll(SyscallTable.of(table).keySet());
        }
        assertThat(known).containsAll(denied(DefaultProfile.of(List.of())));
    }

    private static Set<String> plainly(Seccomp profile) {
        Set<String> names = new TreeSet<>();
        profile.rules().stream()
                .filter(rule ->
                        rule.action().equals("SCMP_ACT_ALLOW") && rule.args().isEmpty())
                .map(Rule::names)
                .forEach(names::addAll);
        return names;
    }

    private static Set<String> denied(Seccomp profile) {
        Set<String> names = new TreeSet<>();
        profile.rules().stream()
                .filter(rule -> rule.action().equals("SCMP_ACT_ERRNO"))
                .map(Rule::names)
                .forEach(names::addAll);
        return names;
    }
}
