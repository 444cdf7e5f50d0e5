package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.RequiresRoot;
import shibafu.engine.ShibafuException;
import shibafu.engine.launch.Streams;
import shibafu.engine.spec.Hooks;
import shibafu.engine.spec.Hooks.Hook;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerStatus;

/// Hooks, as they and the container see each other.
@RequiresRoot
final class HooksRootTest {
    private static final List<Hook> NONE = List.of();

    private static final String MOUNT =
            "mkdir -p $root/mnt && mount -t tmpfs from_a_hook $root/mnt && echo mounted > $root/mnt/file";

    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void each_stage_reads_its_state() {
        String say = "{ cat; echo; } >> " + log();
        Hooks hooks = new Hooks(
                List.of(sh(say)), List.of(sh(say)), List.of(sh(say)), NONE, List.of(sh(say)), List.of(sh(say)));
        Container container = engine.factory().create(with(hooks, "sleep", "100"));
        container.start(Seen.quiet().withSupervise(false));
        int pid = container.state().init().pid();
        assertThat(lines())
                .hasSize(3)
                .allMatch(line -> line.contains("\"status\":\"creating\",\"pid\":"))
                .allMatch(line -> line.contains("\"id\":\"" + container.state().id() + "\""));
        assertThat(lines().subList(0, 2)).allMatch(line -> line.contains("\"pid\":" + pid + ","));
        assertThat(lines().get(2)).contains("\"pid\":1,");
        container.exec();
        assertThat(lines()).hasSize(4);
        assertThat(lines().get(3)).contains("\"status\":\"running\",\"pid\":" + pid + ",");
        container.destroyForcibly();
        assertThat(lines()).hasSize(5);
        assertThat(lines().get(4)).contains("\"status\":\"stopped\",\"bundle\"");
    }

    @Test
    void a_hook_of_the_runtime_finds_the_network_of_the_container_and_is_outside_of_it() {
        String script = "read state; pid=${state##*\\\"pid\\\":}; pid=${pid%%,*};"
                + " echo $(readlink /proc/$pid/ns/net) $(readlink /proc/self/ns/net) >> " + log();
        Seen inside = Seen.run(
                engine,
                with(new Hooks(NONE, List.of(sh(script)), NONE, NONE, NONE, NONE), "readlink", "/proc/self/ns/net"));
        String[] seen = lines().getFirst().split(" ", 2);
        assertThat(seen[0]).isEqualTo(inside.output().strip()).isNotEqualTo(seen[1]);
    }

    @Test
    void a_hook_in_the_container_is_found_by_the_hosts_path_and_runs_before_the_program() {
        Hooks hooks = new Hooks(
                NONE,
                NONE,
                List.of(sh("pwd -P > " + log() + "; echo made > made")),
                List.of(bin("echo hook")),
                NONE,
                NONE);
        Seen seen = Seen.run(engine, with(hooks, "sh", "-c", "cat /made; echo program"));
        assertThat(seen.output()).isEqualTo("made\nhook\nprogram\n");
        assertThat(lines()).hasSize(1);
    }

    @Test
    void a_hook_in_the_container_mounts_something_at_the_path_of_the_root() {
        assertThat(Seen.run(engine, mounting("createContainer", MOUNT)).output())
                .isEqualTo("mounted\n1\n");
    }

    @Test
    void so_it_does_in_a_user_namespace() {
        ContainerConfig config = Seen.inUserNamespace(mounting("createContainer", MOUNT));
        assertThat(Seen.run(engine, config).output()).isEqualTo("mounted\n1\n");
    }

    @Test
    void so_it_does_without_pivot_root() {
        Container container = engine.factory().create(mounting("createContainer", MOUNT));
        Seen seen = Seen.of(container.run(ProcessConfig.main().withPivot(false).withStreams(Streams.PIPES)));
        assertThat(seen.output()).isEqualTo("mounted\n1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prestart", "createRuntime"})
    void a_hook_of_the_runtime_joins_the_container_and_mounts_something_there(String stage) throws IOException {
        String join =
                "read state; pid=${state##*\\\"pid\\\":}; export root; nsenter -t ${pid%%,*} -m sh -c '" + MOUNT + "'";
        assertThat(Seen.run(engine, mounting(stage, join)).output()).isEqualTo("mounted\n1\n");
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain("from_a_hook");
    }

    /// A container that looks for what a hook has mounted in its root.
    private ContainerConfig mounting(String stage, String script) {
        ContainerConfig config =
                engine.container("sh", "-c", "cat /mnt/file; grep -c 'from_a_hook' /proc/self/mountinfo");
        Path root = engine.directory()
                .resolve("containers")
                .resolve(config.id().value())
                .resolve("rootfs");
        return with(config, at(stage, sh("root=" + root + "; " + script)));
    }

    @Test
    void a_hook_has_no_descriptors_but_its_standard_streams() {
        String script = "ls /proc/self/fd | tr '\\n' ' ' >> " + log();
        Seen.run(engine, with(new Hooks(NONE, List.of(sh(script)), List.of(sh(script)), NONE, NONE, NONE), "true"));
        // 3 is the directory that ls reads.
        assertThat(String.join(" ", lines()).strip()).isEqualTo("0 1 2 3 0 1 2 3");
    }

    @Test
    void a_hook_has_its_own_environment_and_reads_the_annotations() {
        String script = "cat; /usr/bin/env | grep -v -e ^PWD= -e ^SHLVL= -e ^_=";
        Hook hook = new Hook(
                "/bin/sh",
                List.of("sh", "-c", "{ " + script + "; } > " + log()),
                Optional.of(List.of("A=b", "EMPTY=")),
                OptionalInt.empty());
        ContainerConfig config = with(at("createRuntime", hook), "true");
        Seen.run(engine, Seen.merged(config, "{\"annotations\": {\"org.example.owner\": \"web\"}}"));
        assertThat(lines().getFirst()).contains("\"annotations\":{\"org.example.owner\":\"web\"}");
        assertThat(lines().getFirst() + "\n" + String.join("\n", lines())).endsWith("}A=b\nEMPTY=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prestart", "createRuntime", "createContainer"})
    void a_failing_hook_fails_the_creation_with_its_words(String stage) {
        Container container = engine.factory().create(with(at(stage, sh("echo no such luck; exit 3")), "true"));
        assertThatThrownBy(() -> container.start(Seen.quiet()))
                .isInstanceOf(ShibafuException.class)
                .hasMessage(
                        "error running " + stage + " hook #0: /bin/sh: exit status 3, stdout and stderr: no such luck");
        assertThat(engine.factory().list()).isEmpty();
    }

    @Test
    void a_hook_that_takes_too_long_is_killed() {
        Hook hook = new Hook("/bin/sleep", List.of("sleep", "100"), Optional.empty(), OptionalInt.of(1));
        Container container = engine.factory().create(with(at("createRuntime", hook), "true"));
        assertThatThrownBy(() -> container.start(Seen.quiet()))
                .hasMessageContaining("hook ran past specified timeout of 1.0s");
    }

    @Test
    void a_failing_hook_after_the_start_stops_and_deletes_the_container() {
        Container container = engine.factory().create(with(at("poststart", sh("exit 1")), "sleep", "100"));
        container.start(Seen.quiet());
        assertThatThrownBy(container::exec).hasMessageContaining("poststart hook #0");
        assertThat(engine.factory().list()).isEmpty();
    }

    @Test
    void a_failing_hook_after_the_end_keeps_no_other_and_no_container() {
        Hooks hooks = new Hooks(NONE, NONE, NONE, NONE, NONE, List.of(sh("exit 1"), sh("echo second >> " + log())));
        Container container = engine.factory().create(with(hooks, "true"));
        container.start(Seen.quiet());
        container.destroyForcibly();
        assertThat(lines()).containsExactly("second");
        assertThat(engine.factory().list()).isEmpty();
    }

    @Test
    void a_hook_after_the_end_is_made_up_for_if_the_supervisor_was_killed() throws Exception {
        Hooks hooks = new Hooks(NONE, NONE, NONE, NONE, NONE, List.of(sh("echo late >> " + log())));
        Container container =
                engine.factory().create(with(hooks, "sleep", "100").withRemoveOnExit(true));
        container.run(Seen.quiet());
        kill(container.state().supervisor().pid());
        kill(container.state().init().pid());
        assertThat(engine.factory().gc()).containsExactly(container.id());
        assertThat(lines()).containsExactly("late");
        assertThat(engine.factory().list()).isEmpty();
    }

    private static void kill(int pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        for (int i = 0;
                i < 100 && Files.exists(Path.of("/proc/" + pid)) && !state(pid).equals("Z");
                i++) {
            Thread.sleep(20);
        }
    }

    private static String state(int pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
        } catch (IOException e) {
            return "Z"; // gone between two looks
        }
    }

    @Test
    void a_created_container_whose_hooks_ran_is_created() {
        Container container = engine.factory().create(with(at("createRuntime", sh("true")), "true"));
        container.start(Seen.quiet());
        assertThat(container.status()).isEqualTo(ContainerStatus.CREATED);
    }

    private ContainerConfig with(Hooks hooks, String... command) {
        return with(engine.container(command), hooks);
    }

    static ContainerConfig with(ContainerConfig config, Hooks hooks) {
        Spec spec = config.spec();
        return config.withSpec(new Spec(
                spec.ociVersion(),
                spec.process(),
                spec.root(),
                spec.hostname(),
                spec.domainname(),
                spec.mounts(),
                hooks,
                spec.linux(),
                spec.annotations()));
    }

    private static Hooks at(String stage, Hook hook) {
        List<Hook> one = List.of(hook);
        return new Hooks(
                stage.equals("prestart") ? one : NONE,
                stage.equals("createRuntime") ? one : NONE,
                stage.equals("createContainer") ? one : NONE,
                NONE,
                stage.equals("poststart") ? one : NONE,
                NONE);
    }

    private static Hook sh(String script) {
        return new Hook("/bin/sh", List.of("sh", "-c", script), Optional.empty(), OptionalInt.empty());
    }

    private static Hook bin(String script) {
        return sh(script + " >> /made");
    }

    private Path log() {
        return engine.directory().resolve("hooks.log");
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(log());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
