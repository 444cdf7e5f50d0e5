package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.ShibafuException;
import shibafu.engine.criu.CriuOptions;
import shibafu.engine.criu.CriuSwitch;
import shibafu.engine.launch.Streams;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.Root;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerStatus;

/// The whole way of a checkpoint and of a restore, but for CRIU itself, in whose place stands a small program: it makes
/// a child of its caller's, as CRIU does. `criu.sh` has the same with CRIU, where it knows the kernel.
@RequiresRoot
final class CriuRootTest {
    private final TestEngine engine = new TestEngine();
    private final Path criu = engine.directory().resolve("criu");
    private final Path images = engine.directory().resolve("image");

    CriuRootTest() throws IOException, InterruptedException {
        new ProcessBuilder("gcc", "-O1", "-o", criu.toString(), "src/test/resources/peer/criu.c")
                .inheritIO()
                .start()
                .waitFor();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_container_that_was_written_has_stopped() throws InterruptedException {
        Container container = running();
        container.checkpoint(options());
        container.waitForExit(Optional.of(Duration.ofSeconds(10)));
        assertThat(container.status()).isEqualTo(ContainerStatus.STOPPED);
    }

    @Test
    void criu_is_told_of_its_process_and_its_cgroup() throws IOException {
        Container container = running();
        int pid = container.state().init().pid();
        container.checkpoint(options(CriuSwitch.LEAVE_RUNNING));
        assertThat(Files.readAllLines(images.resolve("words")))
                .startsWith(criu.toString(), "dump", "--tree", Integer.toString(pid))
                .contains("--freeze-cgroup", "--leave-running", "mnt[/proc/interrupts]:/dev/null");
        assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
    }

    @Test
    void streams_that_the_container_cannot_see_are_kept_by_name() throws IOException {
        Container container = running();
        container.checkpoint(options(CriuSwitch.LEAVE_RUNNING));
        // Of /dev/null, the host's.
        assertThat(Files.readString(images.resolve("descriptors.json")))
                .matches("\\[(\"file\\[[0-9a-f]+:[0-9a-f]+]\",?){3}]");
    }

    @Test
    void one_that_was_not_started_is_refused() {
        Container container = engine.factory().create(config());
        container.start(quiet());
        assertThatThrownBy(() -> container.checkpoint(options()))
                .hasMessageContaining("Container cannot be checkpointed in created state");
    }

    @Test
    void one_that_stands_on_an_image_is_refused() {
        Container container = engine.factory().create(engine.container("sleep", "100"));
        container.run(quiet());
        assertThatThrownBy(() -> container.checkpoint(options())).hasMessageContaining("only containers of a bundle");
    }

    @Test
    void a_terminal_is_refused() {
        Spec spec = config().spec();
        Container container = engine.factory()
                .create(config().withSpec(
                                spec.withProcess(spec.process().orElseThrow().withTerminal(true))));
        assertThatThrownBy(() -> container.restore(options(), quiet())).hasMessageContaining("terminal");
        assertThat(engine.factory().list()).isEmpty();
    }

    @Test
    void what_a_failed_dump_says_is_told_and_the_container_runs_on() throws IOException {
        Files.createDirectories(images);
        Files.createFile(images.resolve("fail"));
        Container container = running();
        assertThatThrownBy(() -> container.checkpoint(options()))
                .isInstanceOf(ShibafuException.class)
                .hasMessageContaining("checkpoint " + container.id() + ": criu failed: ")
                .hasMessageContaining(
                        "exit status 1: Error (fake.c:1): no such image; see " + images.resolve("dump.log"));
        assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
    }

    @Test
    void what_comes_back_is_in_its_root_and_its_cgroup_and_runs() throws IOException {
        Container container = restorable("exec sleep 100");
        ContainerProcess restored = container.restore(options(), quiet());
        assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
        assertThat(container.processes()).containsExactly(restored.pid());
        assertThat(container.state().init().startTime()).isEqualTo(restored.startTime());
        assertThat(Files.exists(Path.of("/proc/" + restored.pid() + "/root/bin/busybox")))
                .isTrue();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain("criu-root");
    }

    @Test
    void whoever_stays_with_it_has_its_exit_code() throws Exception {
        Container container = restorable("exit 7");
        ContainerProcess restored = container.restore(
                options(), ProcessConfig.main().withStreams(Streams.NONE).withSupervise(true));
        assertThat(restored.waitFor()).isEqualTo(7);
        assertThat(container.exit().orElseThrow().exitCode()).isEqualTo(7);
        assertThat(container.cgroup().exists()).isFalse();
    }

    @Test
    void its_pipes_are_those_of_whoever_brings_it_back() throws Exception {
        Container container = restorable("echo out; echo err >&2");
        Files.writeString(images.resolve("descriptors.json"), "[\"/dev/null\",\"pipe:[1]\",\"pipe:[2]\"]");
        ContainerProcess restored = container.restore(
                options(), ProcessConfig.main().withStreams(Streams.PIPES).withSupervise(false));
        assertThat(new String(restored.standardOutput().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("out\n");
        assertThat(new String(restored.standardError().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("err\n");
        assertThat(restored.waitFor()).isZero();
    }

    @Test
    void a_failed_restore_leaves_nothing() throws IOException {
        Container container = restorable("exec sleep 100");
        Files.createFile(images.resolve("fail"));
        refused(container, "exit status 1: Error (fake.c:1): no such image; see " + images.resolve("restore.log"));
    }

    @Test
    void nor_does_a_killed_one_whose_process_stands_already() throws IOException {
        Container container = restorable("exec sleep 100");
        Files.createFile(images.resolve("die"));
        refused(container, "signal: 9");
    }

    @Test
    void nor_one_that_does_not_tell_its_process() throws IOException {
        Container container = restorable("exec sleep 100");
        Files.createFile(images.resolve("silent"));
        refused(container, "criu.pid");
    }

    @Test
    void a_missing_image_is_refused() {
        Container container = engine.factory().create(config());
        refused(container, "image " + images + ": no such file or directory");
    }

    private void refused(Container container, String why) {
        Path cgroup = container.cgroup().processes();
        assertThatThrownBy(() -> container.restore(options(), quiet()))
                .isInstanceOf(ShibafuException.class)
                .hasMessageContaining("restore " + container.id())
                .hasMessageContaining(why);
        assertThat(engine.factory().list()).isEmpty();
        assertThat(cgroup).doesNotExist();
    }

    private Container running() {
        Container container = engine.factory().create(config());
        container.run(quiet());
        return container;
    }

    /// One that comes back as a shell that runs this.
    private Container restorable(String program) throws IOException {
        Files.createDirectories(images);
        Files.writeString(images.resolve("program"), program);
        return engine.factory().create(config());
    }

    private ContainerConfig config() {
        Spec spec = DefaultSpec.of(
                new Root(engine.busybox().rootfs().toString(), false, Optional.empty()),
                DefaultSpec.process(List.of("sleep", "100")));
        return ContainerConfig.ofBundle("test-" + ContainerId.random().value(), engine.directory(), spec);
    }

    private CriuOptions options(CriuSwitch... switches) {
        return new CriuOptions(
                criu,
                images,
                images,
                Set.of(switches),
                Optional.empty(),
                false,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static ProcessConfig quiet() {
        return ProcessConfig.main()
                .withStreams(Streams.NONE)
                .withSupervise(false)
                .detached();
    }
}
