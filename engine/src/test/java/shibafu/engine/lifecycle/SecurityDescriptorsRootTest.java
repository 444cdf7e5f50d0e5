package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.RequiresRoot;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.launch.Streams;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;

/// Attacks on what the runtime brings into a container: its descriptors, its memory, its program.
@RequiresRoot
final class SecurityDescriptorsRootTest {
    private static final int HIGHEST_DESCRIPTOR = 24;

    private final TestEngine engine = new TestEngine();
    private final HostileBundle bundle = HostileBundle.make(engine);

    SecurityDescriptorsRootTest() throws IOException {}

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/self/fd/", "/proc/1/fd/", "/proc/thread-self/fd/"})
    void cve_2024_21626_no_descriptor_is_a_working_directory_at_run(String descriptors) {
        for (int fd = 0; fd <= HIGHEST_DESCRIPTOR; fd++) {
            ContainerConfig config = inDirectory(bundle.container("pwd"), descriptors + fd);
            assertThatThrownBy(() -> Seen.run(engine, config)).isInstanceOf(LaunchException.class);
        }
    }

    @Test
    void cve_2024_21626_no_link_of_the_image_leads_the_working_directory_to_one() throws IOException {
        for (int fd = 3; fd <= HIGHEST_DESCRIPTOR; fd++) {
            bundle.link("work", "/proc/self/fd/" + fd);
            ContainerConfig config = inDirectory(bundle.container("pwd"), "/work");
            assertThatThrownBy(() -> Seen.run(engine, config)).isInstanceOf(LaunchException.class);
        }
    }

    @Test
    void cve_2024_21626_no_descriptor_is_a_working_directory_at_exec() {
        Container container = running("sleep", "1000");
        for (int fd = 0; fd <= HIGHEST_DESCRIPTOR; fd++) {
            ProcessSpec process = DefaultSpec.process(List.of("pwd")).withCwd("/proc/self/fd/" + fd);
            assertThatThrownBy(
                            () -> container.start(Seen.quiet().withSpec(process).withSupervise(false)))
                    .isInstanceOf(LaunchException.class);
        }
    }

    @Test
    void cve_2024_21626_no_descriptor_of_a_careless_caller_reaches_the_program() throws IOException {
        Path careless = Files.writeString(
                engine.directory().resolve("careless"),
                "#!/bin/sh\nexec 7</ 8<" + bundle.host() + " 9<" + bundle.host() + "/secret\nexec "
                        + TestEngine.STUB.toAbsolutePath() + " \"$@\"\n");
        Files.setPosixFilePermissions(careless, PosixFilePermissions.fromString("rwx------"));
        try (TestEngine leaky = new TestEngine(careless)) {
            Seen seen = Seen.run(leaky, bundle.container("ls", "-l", "/proc/self/fd"));
            assertNothingBeyondStandardStreams(seen);
            Container container = leaky.factory().create(bundle.container("sleep", "1000"));
            container.run(Seen.quiet());
            assertNothingBeyondStandardStreams(Seen.exec(container, "ls", "-l", "/proc/self/fd"));
            assertNothingBeyondStandardStreams(Seen.exec(container, "ls", "-l", "/proc/1/fd"));
            for (int fd : List.of(7, 8)) {
                ContainerConfig config = inDirectory(bundle.container("pwd"), "/proc/self/fd/" + fd);
                assertThatThrownBy(() -> Seen.run(leaky, config)).isInstanceOf(LaunchException.class);
            }
        }
    }

    @Test
    void cve_2019_5736_what_is_in_a_container_or_watches_over_it_runs_from_a_memory_file() throws IOException {
        Container container = engine.factory().create(bundle.container("sleep", "1000"));
        int init = container.run(Seen.quiet().withInit(true)).pid();
        int supervisor = container.state().supervisor().pid();
        for (int pid : List.of(init, supervisor)) {
            assertThat(Files.readSymbolicLink(Path.of("/proc/" + pid + "/exe")).toString())
                    .startsWith("/memfd:shibafu");
        }
    }

    @Test
    void cve_2019_5736_the_runtimes_program_is_not_overwritten_through_process_1() throws IOException {
        bundle.program("overwrite");
        byte[] before = Files.readAllBytes(TestEngine.STUB);
        ContainerConfig config = HostileBundle.withCapability(bundle.container("overwrite", "1"), "CAP_SYS_PTRACE");
        Container container = engine.factory().create(config);
        Seen seen = Seen.of(container.run(ProcessConfig.main().withInit(true).withStreams(Streams.PIPES)));
        assertThat(seen.output()).startsWith("seen=1 ").endsWith(" written=0\n");
        assertThat(Files.readAllBytes(TestEngine.STUB)).isEqualTo(before);
    }

    @Test
    void cve_2019_5736_the_runtimes_program_is_not_overwritten_through_those_who_join() throws Exception {
        bundle.program("overwrite");
        Files.writeString(bundle.rootfs().resolve("bin/again"), "#!/proc/self/exe\n");
        Files.setPosixFilePermissions(
                bundle.rootfs().resolve("bin/again"), PosixFilePermissions.fromString("rwxr-xr-x"));
        byte[] before = Files.readAllBytes(TestEngine.STUB);
        ContainerConfig config = HostileBundle.withCapability(bundle.container("overwrite", "3"), "CAP_SYS_PTRACE");
        Container container = engine.factory().create(config);
        ContainerProcess attacker = container.run(ProcessConfig.main().withStreams(Streams.PIPES));
        while (attacker.exitCode().isEmpty()) {
            try {
                Seen.exec(container, "/bin/again");
            } catch (RuntimeException e) {
                assertThat(attacker.waitFor()).isZero(); // it has just ended, and so its container
            }
        }
        Seen seen = Seen.of(attacker);
        assertThat(seen.output()).startsWith("seen=1 ").endsWith(" written=0\n");
        assertThat(Files.readAllBytes(TestEngine.STUB)).isEqualTo(before);
    }

    @Test
    void cve_2016_9962_who_joins_cannot_be_traced_nor_robbed_of_its_descriptors() throws Exception {
        bundle.program("peek");
        Container container = engine.factory().create(bundle.container("peek", "3"));
        ContainerProcess attacker = container.run(ProcessConfig.main().withStreams(Streams.PIPES));
        while (attacker.exitCode().isEmpty()) {
            try {
                Seen.exec(container, "true");
            } catch (RuntimeException e) {
                assertThat(attacker.waitFor()).isZero();
            }
        }
        assertThat(Seen.of(attacker).output()).isEqualTo("denied=1 exposed=0 traced=0 listed=0\n");
    }

    @Test
    void cve_2016_9962_nor_can_a_container_that_shares_the_pid_namespace_until_it_runs() throws Exception {
        bundle.program("peek");
        Container container = engine.factory().create(bundle.container("peek", "3"));
        ContainerProcess attacker = container.run(ProcessConfig.main().withStreams(Streams.PIPES));
        Namespace shared = new Namespace(NamespaceType.PID, Optional.of("/proc/" + attacker.pid() + "/ns/pid"));
        while (attacker.exitCode().isEmpty()) {
            Container beside = engine.factory()
                    .create(HostileBundle.change(bundle.container("true"), spec -> sharing(spec, shared)));
            try {
                beside.start(Seen.quiet());
                Thread.sleep(20); // it is created, and waits
                beside.exec();
            } catch (RuntimeException e) {
                assertThat(attacker.waitFor()).isZero();
            }
        }
        assertThat(Seen.of(attacker).output()).isEqualTo("denied=1 exposed=0 traced=0 listed=0\n");
    }

    private static Spec sharing(Spec spec, Namespace shared) {
        List<Namespace> namespaces = new ArrayList<>(spec.linux().namespaces());
        namespaces.removeIf(one -> one.type() == shared.type());
        namespaces.add(shared);
        return spec.withLinux(spec.linux().withNamespaces(namespaces));
    }

    /// The directory that `ls` reads is one more, and its own.
    private static void assertNothingBeyondStandardStreams(Seen seen) {
        List<String> others = new ArrayList<>();
        for (String line : seen.output().lines().toList()) {
            if (line.matches(".* ([3-9]|\\d\\d+) -> .*") && !line.matches(".* 3 -> /proc/\\d+/fd")) {
                others.add(line);
            }
        }
        assertThat(seen.output()).contains(" 0 -> ", " 1 -> ", " 2 -> ");
        assertThat(others).isEmpty();
    }

    private static ContainerConfig inDirectory(ContainerConfig config, String directory) {
        return HostileBundle.change(
                config, spec -> spec.withProcess(spec.process().orElseThrow().withCwd(directory)));
    }

    private Container running(String... command) {
        Container container = engine.factory().create(bundle.container(command));
        container.run(Seen.quiet());
        return container;
    }
}
