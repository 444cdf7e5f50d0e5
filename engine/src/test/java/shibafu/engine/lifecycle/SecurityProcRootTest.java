package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.RequiresRoot;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.SpecException;

/// Attacks on what the runtime writes to procfs, hides with the null device, and gives as a terminal.
@RequiresRoot
final class SecurityProcRootTest {
    private final TestEngine engine = new TestEngine();
    private final HostileBundle bundle = HostileBundle.make(engine);

    SecurityProcRootTest() throws IOException {}

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ln -s /proc/sys/kernel/core_pattern", "mknod -m 666 DEV c 1 5", "touch", "mkdir", "true"})
    void cve_2025_31133_cve_2025_62161_only_the_null_device_hides_a_path(String command) throws IOException {
        String null_ = bundle.volume().resolve("null").toString();
        HostileBundle.run("sh", "-c", command.contains("DEV") ? command.replace("DEV", null_) : command + " " + null_);
        assertThatThrownBy(() -> Seen.run(engine, withVolumeAsDev("true")))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("mask /proc/");
        bundle.assertHostUntouched();
    }

    @Test
    void cve_2025_31133_nor_what_a_neighbour_exchanges_it_for() throws Exception {
        HostileBundle.run("mknod", "-m", "666", bundle.volume().resolve("null").toString(), "c", "1", "3");
        Path link = Files.createSymbolicLink(
                bundle.volume().resolve("link"), bundle.host().resolve("secret"));
        int launched = Exchange.during(bundle, bundle.volume().resolve("null"), link, () -> {
            Optional<Seen> seen = bundle.attempt(withVolumeAsDev("stat", "-c", "%t:%T", "/proc/interrupts"));
            seen.ifPresent(inside -> assertThat(inside.output()).isEqualTo("1:3\n"));
            bundle.assertHostUntouched();
            return seen.isPresent();
        });
        assertThat(launched).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev/console", "dev/pts"})
    void cve_2025_52565_the_terminal_is_no_link_of_the_image(String name) throws IOException {
        bundle.link(
                name, name.endsWith("console") ? bundle.host().resolve("secret").toString() : "/tmp");
        Container container = engine.factory().create(withoutDevTmpfs(bundle.container("true")));
        assertThatThrownBy(() -> container.run(terminal()))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("open a terminal");
        bundle.assertHostUntouched();
    }

    @Test
    void cve_2025_52565_nor_one_that_a_neighbour_exchanges_it_for() throws Exception {
        Path console = Files.createDirectories(bundle.rootfs().resolve("dev")).resolve("console");
        Files.createFile(console);
        Path link = Files.createSymbolicLink(
                bundle.rootfs().resolve("link"), bundle.host().resolve("secret"));
        int launched = Exchange.during(bundle, console, link, () -> {
            Container container = engine.factory()
                    .create(withoutDevTmpfs(bundle.container("sh", "-c", "echo written > /dev/console")));
            try {
                container.run(terminal());
                container.waitForExit(Optional.of(Duration.ofSeconds(10)));
                container.destroyForcibly();
                bundle.assertHostUntouched();
                return true;
            } catch (LaunchException e) {
                assertThat(e).hasMessageContaining("open a terminal");
            }
            bundle.assertHostUntouched();
            return false;
        });
        assertThat(launched).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc", "/proc/self/attr", "/proc/sys/kernel", "/x/../proc/sys", "proc//./sys"})
    void cve_2019_16884_nothing_is_mounted_over_proc(String destination) {
        ContainerConfig config =
                Seen.withMounts(bundle.container("true"), HostileBundle.bind(bundle.volume(), destination));
        assertThatThrownBy(() -> engine.factory().create(config))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("cannot be mounted because it is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/self/attr", "/proc/sys/net/ipv4", "proc/sys/kernel", "../../proc"})
    void cve_2019_16884_nor_where_a_link_of_the_image_leads_there(String target) throws IOException {
        bundle.link("innocent", target);
        ContainerConfig config =
                Seen.withMounts(bundle.container("true"), HostileBundle.bind(bundle.volume(), "/innocent"));
        assertThatThrownBy(() -> Seen.run(engine, config))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("leads into /proc");
    }

    @Test
    void cve_2025_52881_cve_2025_62596_a_sysctl_goes_to_the_kernel_whatever_is_in_proc() throws IOException {
        Path fake = Files.createDirectories(bundle.rootfs().resolve("proc/sys/net/ipv4"));
        Files.writeString(fake.resolve("ip_forward"), "fake\n");
        ContainerConfig config = HostileBundle.change(
                bundle.container("sleep", "1000"), spec -> HostileBundle.withoutMounts(spec, "/proc")
                        .withLinux(spec.linux().withSysctl(Map.of("net.ipv4.ip_forward", "1"))));
        Container container = engine.factory().create(config);
        ContainerProcess process = container.run(Seen.quiet());
        assertThat(fake.resolve("ip_forward")).hasContent("fake\n");
        HostileBundle.run(
                "nsenter",
                "-t",
                Integer.toString(process.pid()),
                "-n",
                "grep",
                "-qx",
                "1",
                "/proc/sys/net/ipv4/ip_forward");
    }

    private ContainerConfig withVolumeAsDev(String... command) {
        return HostileBundle.change(bundle.container(command), spec -> {
            Spec bare = HostileBundle.withoutMounts(spec, "/dev", "/dev/pts", "/dev/shm", "/dev/mqueue");
            List<Spec.MountSpec> mounts = new ArrayList<>(bare.mounts());
            mounts.addFirst(HostileBundle.bind(bundle.volume(), "/dev"));
            return bare.withMounts(mounts);
        });
    }

    private static ContainerConfig withoutDevTmpfs(ContainerConfig config) {
        return HostileBundle.change(config, spec -> HostileBundle.withoutMounts(spec, "/dev"));
    }

    private ProcessConfig terminal() {
        Path log = engine.directory().resolve("terminal.log");
        return Seen.quiet().withStdio(new Stdio.Terminal(24, 80, Optional.empty(), Optional.of(log)));
    }
}
