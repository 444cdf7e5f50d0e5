package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.RequiresRoot;
import shibafu.engine.seccomp.SeccompFeatures;

/// What a filter answers, to whom, and by which part of an argument.
@RequiresRoot
final class SeccompFieldsRootTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_call_gets_the_error_that_was_chosen_for_it_or_for_all_others() throws IOException {
        List<String> allowed = calls().stream()
                .filter(call -> !List.of("mkdir", "rmdir").contains(call))
                .map(call -> '"' + call + '"')
                .toList();
        // 18 is EXDEV, 30 EROFS: what neither mkdir nor rmdir would get here otherwise.
        ContainerConfig config =
                filtered(engine.container("/bin/sh", "-c", "exec 2>&1; mkdir /tmp/a; rmdir /tmp; true"), """
                {"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 18, "syscalls": [
                  {"names": ["rmdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": 30},
                  {"names": ALLOWED, "action": "SCMP_ACT_ALLOW"}]}
                """.replace(
                                "ALLOWED", allowed.toString()));
        assertThat(Seen.run(engine, config).output())
                .contains("mkdir: can't create directory '/tmp/a': Invalid cross-device link")
                .contains("rmdir: '/tmp': Read-only file system");
    }

    /// The bits that others get, and only those.
    @ParameterizedTest
    @CsvSource({"707, 1", "777, 1", "770, 0", "703, 0"})
    void a_part_of_an_argument_decides(String mode, int code) throws IOException {
        ContainerConfig config = filtered(engine.container("chmod", mode, "/tmp"), """
                {"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["chmod", "fchmodat"],
                  "action": "SCMP_ACT_ERRNO",
                  "args": [{"index": 1, "value": 7, "valueTwo": 7, "op": "SCMP_CMP_MASKED_EQ"}]}]}
                """);
        assertThat(Seen.run(engine, config).exitCode()).isEqualTo(code);
    }

    /// A filter says nothing of an architecture that it does not name; whoever calls by one is ended by SIGSYS.
    @ParameterizedTest
    @CsvSource({"'\"SCMP_ARCH_X86_64\"', 159, ''", "'\"SCMP_ARCH_X86_64\", \"SCMP_ARCH_X86\"', 0, '-13\n'"})
    void calls_by_another_architecture_are_filtered_only_where_it_is_named(String named, int code, String answer)
            throws IOException {
        HostileBundle bundle = HostileBundle.make(engine);
        bundle.program("int80");
        ContainerConfig config = filtered(bundle.container("/bin/int80"), """
                {"defaultAction": "SCMP_ACT_ALLOW", "architectures": [NAMED],
                 "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": 13}]}
                """.replace("NAMED", named));
        assertThat(Seen.run(engine, config)).isEqualTo(new Seen(answer, code));
    }

    private static ContainerConfig filtered(ContainerConfig config, String profile) {
        return Seen.merged(config, "{\"linux\": {\"seccomp\": " + profile + "}}");
    }

    private static List<String> calls() throws IOException {
        try (InputStream table = SeccompFeatures.class.getResourceAsStream("x86_64.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ", 2)[0])
                    .toList();
        }
    }
}
