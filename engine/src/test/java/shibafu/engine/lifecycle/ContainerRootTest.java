package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.ShibafuException;
import shibafu.engine.TestHost;
import shibafu.engine.event.Subscription;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.launch.Streams;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.Resources;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.ExitRecord;

/// libcontainer's verbs against the real kernel.
@RequiresRoot
final class ContainerRootTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void runs_a_program_and_tells_its_output_and_exit_code() throws Exception {
        Container container = engine.factory().create(engine.container("/bin/sh", "-c", "echo hello; exit 3"));
        ContainerProcess process = container.run(ProcessConfig.main().withStreams(Streams.PIPES));
        assertThat(text(process)).isEqualTo("hello\n");
        assertThat(process.waitFor()).isEqualTo(3);
        assertThat(container.waitForExit(Optional.of(Duration.ofSeconds(5))))
                .map(ExitRecord::exitCode)
                .contains(3);
        assertThat(container.status()).isEqualTo(ContainerStatus.STOPPED);
        container.destroy();
        assertThat(engine.factory().list()).isEmpty();
    }

    @Test
    void goes_from_created_to_running_to_paused_to_stopped() throws Exception {
        Container container = started("sleep", "100");
        assertThat(container.status()).isEqualTo(ContainerStatus.CREATED);
        container.exec();
        assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
        assertThat(container.ociState().status()).isEqualTo("running");
        container.pause();
        assertThat(container.status()).isEqualTo(ContainerStatus.PAUSED);
        assertThatThrownBy(() -> container.start(ProcessConfig.of("true"))).hasMessageContaining("resume it first");
        container.resume();
        assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
        assertThatThrownBy(container::destroy).hasMessageContaining("that is not stopped: running");
        container.signal(Container.SIGKILL);
        container.waitForExit(Optional.of(Duration.ofSeconds(10)));
        assertThat(container.status()).isEqualTo(ContainerStatus.STOPPED);
        assertThatThrownBy(() -> container.signal(Container.SIGTERM)).hasMessageContaining("container not running");
        container.destroy();
    }

    @Test
    void runs_a_second_process_in_all_its_namespaces_and_its_cgroup() throws Exception {
        // Our init is closed to the processes beside it, as it should be; a program of the user is not.
        Container container = engine.factory().create(engine.container("sleep", "100"));
        container.run(quiet().withInit(false));
        String script =
                "for n in pid net mnt uts ipc cgroup; do readlink /proc/self/ns/$n; readlink /proc/1/ns/$n; done";
        ContainerProcess process = container.start(
                ProcessConfig.of("/bin/sh", "-c", script).withSupervise(false).withStreams(Streams.PIPES));
        List<String> namespaces = text(process).lines().toList();
        assertThat(process.waitFor()).isZero();
        assertThat(namespaces).hasSize(12);
        for (int i = 0; i < 12; i += 2) {
            assertThat(namespaces.get(i)).isEqualTo(namespaces.get(i + 1));
        }
    }

    @Test
    void sets_limits_while_it_runs_and_reads_them_back() {
        Container container = started("sleep", "100");
        container.exec();
        container.set(Resources.NONE.withMemoryLimit(48L << 20).withPidsLimit(7), false);
        assertThat(container.stats().memory().limitBytes()).hasValue(48L << 20);
        assertThat(container.stats().pids().limit()).hasValue(7);
        assertThat(container.config().linux().resources().memory().limitBytes()).hasValue(48L << 20);
    }

    @Test
    void notices_a_process_killed_for_want_of_memory() throws Exception {
        ContainerConfig config = engine.container(
                        "/bin/sh", "-c", "sleep 1; x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done")
                .withResources(resources -> resources.merge(Resources.NONE.withMemory(TestHost.memory(16L << 20))));
        Container container = engine.factory().create(config);
        container.start(quiet());
        CountDownLatch noticed = new CountDownLatch(1);
        Subscription watch = container.notifyOom(killed -> noticed.countDown());
        container.exec();
        assertThat(noticed.await(30, TimeUnit.SECONDS)).isTrue();
        watch.close();
        assertThat(container.waitForExit(Optional.of(Duration.ofSeconds(10))))
                .map(ExitRecord::oomKilled)
                .contains(true);
    }

    @Test
    void leaves_alone_who_is_in_its_cgroup_already() throws Exception {
        Container first = started("sleep", "1000");
        first.exec();
        String taken = first.state().cgroupsPath();
        ContainerConfig second = engine.container("true");
        ContainerConfig same =
                second.withSpec(second.spec().withLinux(second.spec().linux().withCgroupsPath(taken)));
        assertThatThrownBy(() -> engine.factory().create(same)).hasMessageContaining("process(es) found");
        assertThat(engine.factory().exists(same.id().value())).isFalse();
        assertThat(engine.factory().gc()).isEmpty();
        assertThat(first.processes()).isNotEmpty();
    }

    @Test
    void leaves_alone_who_came_into_its_cgroup_before_it() throws Exception {
        Container first = started("sleep", "1000");
        first.exec();
        String free = "/shibafu_test_free_" + System.nanoTime();
        ContainerConfig second = engine.container("true");
        Container container = engine.factory()
                .create(second.withSpec(
                        second.spec().withLinux(second.spec().linux().withCgroupsPath(free))));
        Path directory = first.cgroup().processes().resolveSibling(free.substring(1));
        Files.createDirectory(directory);
        try {
            Files.writeString(
                    directory.resolve("cgroup.procs"),
                    first.processes().getFirst().toString());
            assertThatThrownBy(() -> container.run(quiet())).hasMessageContaining("process(es) found");
            assertThat(engine.factory().exists(container.id())).isFalse();
            assertThat(Files.readString(directory.resolve("cgroup.procs"))).isNotBlank();
        } finally {
            first.destroyForcibly();
            Files.deleteIfExists(directory);
        }
    }

    @Test
    void refuses_a_name_that_is_taken() {
        ContainerConfig config = engine.container("true");
        engine.factory().create(config);
        assertThatThrownBy(() -> engine.factory().create(config))
                .isInstanceOf(ShibafuException.class)
                .hasMessageContaining("already exists");
    }

    @Test
    void a_program_that_is_not_there_leaves_nothing_behind() throws Exception {
        Container container = engine.factory().create(engine.container("no-such-program"));
        String id = container.id();
        assertThatThrownBy(() -> container.run(quiet()))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("executable file not found");
        assertThat(engine.factory().exists(id)).isFalse();
        assertThat(cgroups(id)).isEmpty();
        assertThat(engine.directory().resolve("containers").resolve(id)).doesNotExist();
    }

    @Test
    void stop_asks_first_and_kills_when_the_grace_time_has_passed() {
        Container container = started("/bin/sh", "-c", "trap '' TERM; >/deaf; while :; do sleep 1; done");
        container.exec();
        while (Seen.exec(container, "test", "-e", "/deaf").exitCode() != 0) {
            Thread.onSpinWait();
        }
        container.stop(Container.SIGTERM, Duration.ofMillis(300));
        assertThat(container.status()).isEqualTo(ContainerStatus.STOPPED);
        assertThat(container.exit()).map(ExitRecord::signal).contains(Container.SIGKILL);
    }

    @Test
    void kill_ends_the_whole_cgroup_of_a_container_without_a_pid_namespace() throws Exception {
        ContainerConfig config = engine.container("/bin/sh", "-c", "sleep 1000 & sleep 1000 & wait");
        config = config.withSpec(config.spec()
                .withLinux(config.spec()
                        .linux()
                        .withNamespaces(config.spec().linux().namespaces().stream()
                                .filter(namespace -> !namespace.type().ociName().equals("pid"))
                                .toList())));
        Container container = engine.factory().create(config);
        container.run(quiet().withInit(false));
        while (container.processes().size() < 3) {
            Thread.sleep(20);
        }
        List<Integer> pids = container.processes();
        container.signal(Container.SIGKILL);
        container.waitForExit(Optional.of(Duration.ofSeconds(10)));
        for (int pid : pids) {
            awaitDeath(pid);
        }
    }

    @Test
    void twenty_start_at_once_and_all_are_gone_after() throws Exception {
        List<String> ids = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(20)) {
            List<Future<Container>> starting = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                starting.add(pool.submit(() -> {
                    Container container = engine.factory().create(engine.container("sleep", "1000"));
                    container.run(quiet());
                    return container;
                }));
            }
            List<Future<?>> ending = new ArrayList<>();
            for (Future<Container> future : starting) {
                Container container = future.get();
                ids.add(container.id());
                assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
                ending.add(pool.submit(container::destroyForcibly));
            }
            for (Future<?> future : ending) {
                future.get();
            }
        }
        assertThat(engine.factory().list()).isEmpty();
        for (String id : ids) {
            assertThat(cgroups(id)).isEmpty();
        }
        assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
                .doesNotContain(engine.directory().toString());
        try (var left = Files.list(engine.directory().resolve("containers"))) {
            assertThat(left).isEmpty();
        }
    }

    private Container started(String... command) {
        Container container = engine.factory().create(engine.container(command));
        container.start(quiet());
        return container;
    }

    private static ProcessConfig quiet() {
        return ProcessConfig.main()
                .withStdio(new Stdio.Inherit())
                .withStreams(Streams.NONE)
                .withInit(true)
                .detached();
    }

    private static String text(ContainerProcess process) throws IOException {
        return new String(process.standardOutput().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// A zombie is dead enough: who reaps orphans on this host is not ours to say.
    private static void awaitDeath(int pid) throws Exception {
        Path stat = Path.of("/proc", Integer.toString(pid), "stat");
        for (int i = 0; i < 100 && !isDead(stat); i++) {
            Thread.sleep(50);
        }
        assertThat(isDead(stat)).as("end of process " + pid).isTrue();
    }

    private static boolean isDead(Path stat) {
        try {
            String text = Files.readString(stat);
            return "ZX".indexOf(text.charAt(text.lastIndexOf(')') + 2)) >= 0;
        } catch (IOException e) {
            return true; // gone, perhaps while it was read
        }
    }

    private static List<Path> cgroups(String id) throws IOException {
        return CgroupNames.find("shibafu_" + id);
    }
}
