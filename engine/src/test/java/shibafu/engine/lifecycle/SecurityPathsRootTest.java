package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.RequiresRoot;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.spec.Spec;

/// Attacks by the image's links, and by neighbours that change a shared volume while a container is made.
@RequiresRoot
final class SecurityPathsRootTest {
    private final TestEngine engine = new TestEngine();
    private final HostileBundle bundle = HostileBundle.make(engine);

    SecurityPathsRootTest() throws IOException {}

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"proc, HOST", "proc, ../host", "proc, /elsewhere", "sys, HOST", "sys, ../host", "sys, /elsewhere"})
    void cve_2019_19921_cve_2023_27561_cve_2025_54867_proc_and_sys_are_no_links(String name, String target)
            throws IOException {
        Files.createDirectories(bundle.rootfs().resolve("elsewhere"));
        bundle.link(name, target.replace("HOST", bundle.host().toString()));
        assertThatThrownBy(() -> Seen.run(engine, bundle.container("true")))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("/" + name)
                .hasMessageContaining("symbolic link");
        assertThat(bundle.rootfs().resolve("elsewhere")).isEmptyDirectory();
        bundle.assertHostUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST", "../host", "../../../../../../../../../../../../HOST"})
    void cve_2026_41579_cve_2026_47766_a_link_as_dev_fills_no_directory_of_the_host(String target) throws IOException {
        bundle.link("dev", target.replace("HOST", bundle.host().toString()));
        ContainerConfig usual = bundle.container("true");
        assertThat(bundle.attempt(usual)).isEmpty();
        bundle.assertHostUntouched();
        ContainerConfig bare = HostileBundle.change(bundle.container("true"), SecurityPathsRootTest::withoutDev);
        assertThat(bundle.attempt(bare)).isEmpty();
        bundle.assertHostUntouched();
    }

    @ParameterizedTest
    @CsvSource({"data, /data", "data, /data/made/below", "a/b, /a/b/made", "data, /data/secret"})
    void cve_2019_18837_cve_2024_45310_a_mount_stays_inside_whatever_its_destination_links_to(
            String link, String destination) throws IOException {
        bundle.link(link, bundle.host().toString());
        ContainerConfig config = Seen.withMounts(
                bundle.container("grep", "/volume ", "/proc/self/mountinfo"),
                HostileBundle.bind(bundle.volume(), destination));
        Optional<Seen> seen = bundle.attempt(config);
        assertThat(seen).hasValueSatisfying(inside -> assertThat(inside.output().lines())
                .hasSize(1));
        bundle.assertHostUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST", "../../host", "../../../../../../../../../../../../HOST"})
    void cve_2021_30465_cve_2024_45310_nor_if_a_neighbour_exchanges_it_for_a_link(String target) throws Exception {
        Path payload = Files.createDirectory(bundle.rootfs().resolveSibling("payload"));
        Files.createDirectory(bundle.volume().resolve("a"));
        Files.createSymbolicLink(
                bundle.volume().resolve("b"),
                Path.of(target.replace("HOST", bundle.host().toString())));
        int launched = Exchange.during(
                bundle, bundle.volume().resolve("a"), bundle.volume().resolve("b"), () -> {
                    ContainerConfig config = Seen.withMounts(
                            bundle.container("grep", "/payload ", "/proc/self/mountinfo"),
                            HostileBundle.bind(bundle.volume(), "/vol"),
                            HostileBundle.bind(payload, "/vol/a/made/below"));
                    Optional<Seen> seen = bundle.attempt(config);
                    seen.ifPresent(inside -> assertThat(inside.output().lines()).hasSize(1));
                    bundle.assertHostUntouched();
                    return seen.isPresent();
                });
        assertThat(launched).isPositive();
    }

    @Test
    void cve_2019_19921_cve_2023_28642_proc_is_procfs_even_if_it_is_exchanged_for_a_link() throws Exception {
        Path fake = Files.createDirectories(bundle.rootfs().resolve("fake/sys/net/ipv4"));
        Path written = Files.writeString(fake.resolve("ip_forward"), "fake\n");
        Path link = Files.createSymbolicLink(bundle.rootfs().resolve("link"), Path.of("/fake"));
        Files.createDirectories(bundle.rootfs().resolve("proc"));
        int launched = Exchange.during(bundle, bundle.rootfs().resolve("proc"), link, () -> {
            ContainerConfig config = HostileBundle.change(
                    bundle.container("cat", "/proc/sys/net/ipv4/ip_forward"),
                    spec -> spec.withLinux(spec.linux().withSysctl(Map.of("net.ipv4.ip_forward", "1"))));
            Optional<Seen> seen = bundle.attempt(config);
            assertThat(written).hasContent("fake\n");
            bundle.assertHostUntouched();
            return seen.isPresent();
        });
        assertThat(launched).isPositive();
    }

    @Test
    void cve_2019_19921_what_is_hidden_in_proc_stays_hidden_if_proc_is_exchanged() throws Exception {
        Path decoy = Files.createDirectories(bundle.rootfs().resolve("decoy"));
        Files.createDirectories(bundle.rootfs().resolve("proc"));
        String script = "for i in $(seq 2000); do stat -c %t:%T /proc/interrupts 2>/dev/null && exit; done";
        int seen = Exchange.during(bundle, bundle.rootfs().resolve("proc"), decoy, () -> {
            Optional<Seen> inside = bundle.attempt(bundle.container("sh", "-c", script));
            inside.ifPresent(one -> assertThat(one.output()).isIn("", "1:3\n"));
            return inside.filter(one -> !one.output().isEmpty()).isPresent();
        });
        assertThat(seen).isPositive();
    }

    @Test
    void cve_2026_41579_dev_is_filled_inside_even_if_it_is_exchanged_for_a_link() throws Exception {
        Path link = Files.createSymbolicLink(bundle.rootfs().resolve("link"), bundle.host());
        Files.createDirectories(bundle.rootfs().resolve("dev"));
        Exchange.during(bundle, bundle.rootfs().resolve("dev"), link, () -> {
            Optional<Seen> seen =
                    bundle.attempt(HostileBundle.change(bundle.container("true"), SecurityPathsRootTest::withoutDev));
            bundle.assertHostUntouched();
            return seen.isPresent();
        });
    }

    private static Spec withoutDev(Spec spec) {
        List<String> below = new ArrayList<>();
        spec.mounts().stream()
                .map(Spec.MountSpec::destination)
                .filter(destination -> destination.startsWith("/dev"))
                .forEach(below::add);
        return HostileBundle.withoutMounts(spec, below.toArray(String[]::new));
    }
}
