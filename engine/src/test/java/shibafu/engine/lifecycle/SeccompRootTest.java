package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.RequiresRoot;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.launch.Streams;
import shibafu.engine.seccomp.SeccompFeatures;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.User;
import shibafu.engine.spec.SpecReader;

/// Filters of system calls, seen from inside.
@RequiresRoot
final class SeccompRootTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SCMP_ACT_ERRNO, true, 1, Operation not permitted",
        "SCMP_ACT_ERRNO, false, 1, Operation not permitted",
        "SCMP_ACT_LOG, true, 0, ''",
        "SCMP_ACT_ALLOW, true, 0, ''",
        "SCMP_ACT_TRACE, true, 1, Function not implemented",
    })
    void mkdir_gets_what_the_profile_says(String action, boolean noNewPrivileges, int code, String says)
            throws Exception {
        Result result = run(allowBut("mkdir", action, ""), noNewPrivileges, 0, "mkdir", "/tmp/new");
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.output()).contains(says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCMP_ACT_KILL", "SCMP_ACT_KILL_PROCESS", "SCMP_ACT_TRAP"})
    void a_killing_action_ends_the_program_with_sigsys(String action) throws Exception {
        assertThat(run(allowBut("mkdir", action, ""), true, 0, "mkdir", "/tmp/new")
                        .code())
                .isEqualTo(128 + 31);
    }

    @ParameterizedTest
    @CsvSource({"0777, 1", "0700, 0"})
    void an_argument_decides(String mode, int code) throws Exception {
        String args = ", 'args': [{'index': 1, 'value': 511, 'op': 'SCMP_CMP_EQ'}]";
        Result result = run(allowBut("chmod", "SCMP_ACT_ERRNO", args), true, 0, "chmod", mode, "/tmp");
        assertThat(result.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void holds_for_a_user_who_is_not_root(boolean noNewPrivileges) throws Exception {
        Result result = run(
                allowBut("mkdir", "SCMP_ACT_ERRNO", ""),
                noNewPrivileges,
                1000,
                "sh",
                "-c",
                "grep -E 'Seccomp:|NoNewPrivs' /proc/self/status; mkdir /tmp/a");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).containsPattern("Seccomp:\\s*2").contains("Operation not permitted");
    }

    @Test
    void a_program_of_the_container_has_its_filter_too() throws Exception {
        Container container =
                engine.factory().create(config(allowBut("mkdir", "SCMP_ACT_ERRNO", ""), true, 0, "sleep", "100"));
        container.run(ProcessConfig.main().withStreams(Streams.PIPES));
        ContainerProcess process =
                container.start(ProcessConfig.of("mkdir", "/tmp/a").withStreams(Streams.PIPES));
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_call_newer_than_the_profile_is_not_there(boolean noNewPrivileges) throws Exception {
        // It names all that are older than setns(2), number 308 on x86_64: to this profile that is a new one.
        List<String> older = new ArrayList<>();
        try (InputStream table = SeccompFeatures.class.getResourceAsStream("x86_64.txt")) {
            for (String line : new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] call = line.split(" ", 2);
                if (Integer.parseInt(call[1]) < 308) {
                    older.add("\"" + call[0] + "\"");
                }
            }
        }
        String profile =
                "{\"defaultAction\": \"SCMP_ACT_ERRNO\", \"syscalls\": [{\"action\": \"SCMP_ACT_ALLOW\", \"names\": "
                        + older + "}]}";
        Result result = run(profile, noNewPrivileges, 0, "nsenter", "--mount=/proc/self/ns/mnt", "true");
        assertThat(result.output()).contains("Function not implemented");
        assertThat(result.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void our_init_stays_outside_where_it_can(boolean noNewPrivileges) throws Exception {
        String profile = allowBut("mkdir", "SCMP_ACT_ERRNO", "");
        Container container = engine.factory()
                .create(config(profile, noNewPrivileges, 0, "grep", "Seccomp:", "/proc/1/status", "/proc/self/status"));
        Result result = result(container.run(ProcessConfig.main().withInit(true).withStreams(Streams.PIPES)));
        assertThat(result.output())
                .containsPattern("/proc/1/status:Seccomp:\\s*" + (noNewPrivileges ? 0 : 2))
                .containsPattern("/proc/self/status:Seccomp:\\s*2");
    }

    @Test
    void a_default_profile_of_other_engines_runs_busybox() throws Exception {
        Path podmans = Path.of("/usr/share/containers/seccomp.json");
        String profile = Files.exists(podmans) ? Files.readString(podmans) : "{\"defaultAction\":\"SCMP_ACT_ALLOW\"}";
        Result result = run(profile, true, 0, "sh", "-c", "ls / && mkdir /tmp/a && cat /proc/self/status");
        assertThat(result.output()).containsPattern("Seccomp:\\s*2");
        assertThat(result.code()).isZero();
    }

    @Test
    void a_listener_that_is_not_there_is_told_before_anything_is_made() {
        Container container = engine.factory().create(config(notifying(), true, 0, "true"));
        assertThatThrownBy(() -> container.run(ProcessConfig.main().withStreams(Streams.PIPES)))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("connect to seccomp listener");
    }

    @Test
    void a_listener_whom_no_rule_asks_need_not_be_there() throws Exception {
        String profile = "{'defaultAction': 'SCMP_ACT_ALLOW', 'listenerPath': '" + engine.directory() + "/none'}";
        assertThat(run(profile.replace('\'', '"'), true, 0, "echo", "ran").output())
                .isEqualTo("ran\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_agent_answers_for_the_kernel(boolean noNewPrivileges) throws Exception {
        Process agent = agent(1);
        try {
            Result result = run(notifying(), noNewPrivileges, 0, "mkdir", "/tmp/a");
            assertThat(result.output()).contains("Stale");
            assertThat(result.code()).isEqualTo(1);
            assertThat(told(agent)).contains("fds ['seccompFd'] metadata meta status creating same-pid True nr 83");
        } finally {
            agent.destroyForcibly();
        }
    }

    @Test
    void an_agent_answers_for_a_second_process_too() throws Exception {
        Process agent = agent(2);
        try {
            Container container = engine.factory().create(config(notifying(), true, 0, "sleep", "100"));
            container.run(ProcessConfig.main().withStreams(Streams.PIPES));
            ContainerProcess process =
                    container.start(ProcessConfig.of("mkdir", "/tmp/a").withStreams(Streams.PIPES));
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(told(agent)).contains("status running same-pid False nr 83");
        } finally {
            agent.destroyForcibly();
        }
    }

    private String notifying() {
        return ("{'defaultAction': 'SCMP_ACT_ALLOW', 'listenerPath': '"
                        + engine.directory().resolve("agent.sock")
                        + "', 'listenerMetadata': 'meta',"
                        + " 'syscalls': [{'names': ['mkdir'], 'action': 'SCMP_ACT_NOTIFY'}]}")
                .replace('\'', '"');
    }

    /// @param connections of which the last is served
    private Process agent(int connections) throws Exception {
        Path socket = engine.directory().resolve("agent.sock");
        Path script = Files.writeString(engine.directory().resolve("agent.py"), AGENT);
        Process agent = new ProcessBuilder(
                        "python3", script.toString(), socket.toString(), Integer.toString(connections))
                .redirectErrorStream(true)
                .start();
        while (!Files.exists(socket)) {
            Thread.sleep(10);
        }
        return agent;
    }

    private static String told(Process agent) throws Exception {
        assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new String(agent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static final String AGENT = """
            import array, fcntl, json, os, socket, struct, sys
            s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1] + '.new'); s.listen()
            os.rename(sys.argv[1] + '.new', sys.argv[1])
            for _ in range(int(sys.argv[2])):
                c, _ = s.accept()
                text, anc, _, _ = c.recvmsg(65536, socket.CMSG_SPACE(4))
            fd = array.array('i', anc[0][2])[0]
            state = json.loads(text)
            buf = bytearray(80)
            fcntl.ioctl(fd, 0xC0502100, buf)
            id, pid, flags, nr = struct.unpack_from('QIIi', buf)
            fcntl.ioctl(fd, 0xC0182101, bytearray(struct.pack('QqiI', id, 0, -116, 0)))
            print('fds', state['fds'], 'metadata', state['metadata'], 'status', state['state']['status'],
                  'same-pid', state['pid'] == state['state']['pid'], 'nr', nr)
            """;

    private record Result(int code, String output) {}

    private Result run(String profile, boolean noNewPrivileges, int uid, String... command) throws Exception {
        Container container = engine.factory().create(config(profile, noNewPrivileges, uid, command));
        return result(container.run(ProcessConfig.main().withStreams(Streams.PIPES)));
    }

    private static Result result(ContainerProcess process) throws Exception {
        String output = new String(process.standardOutput().readAllBytes(), StandardCharsets.UTF_8)
                + new String(process.standardError().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private ContainerConfig config(String profile, boolean noNewPrivileges, int uid, String... command) {
        String json =
                "{\"ociVersion\": \"1.3.0\", \"root\": {\"path\": \"r\"}, \"linux\": {\"seccomp\": " + profile + "}}";
        Spec read = SpecReader.read("test", json.getBytes(StandardCharsets.UTF_8));
        ContainerConfig config = engine.container(command);
        Spec spec = config.spec();
        ProcessSpec process = spec.process().orElseThrow();
        User user = new User(uid, uid, process.user().umask(), List.of());
        return config.withSpec(spec.withLinux(
                        spec.linux().withSeccomp(read.linux().seccomp()))
                .withProcess(process.withNoNewPrivileges(noNewPrivileges).withUser(user)));
    }

    private static String allowBut(String call, String action, String args) {
        return ("{'defaultAction': 'SCMP_ACT_ALLOW', 'architectures': ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86'],"
                        + " 'syscalls': [{'names': ['" + call + "'], 'action': '" + action + "'" + args + "}]}")
                .replace('\'', '"');
    }
}
