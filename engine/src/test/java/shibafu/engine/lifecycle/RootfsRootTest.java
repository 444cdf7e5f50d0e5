package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.RequiresRoot;
import shibafu.engine.spec.Spec.Root;

/// A bundle's root file system, as named and as its container sees it.
@RequiresRoot
final class RootfsRootTest {
    private final TestEngine engine = new TestEngine();
    private final HostileBundle bundle = HostileBundle.make(engine);

    RootfsRootTest() throws IOException {}

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "missing, 'invalid rootfs: stat BUNDLE/missing: no such file or directory'",
        "link, 'invalid rootfs: not an absolute path, or a symlink'",
        "BUNDLE/link, 'invalid rootfs: not an absolute path, or a symlink'",
        "way/rootfs, 'invalid rootfs: not an absolute path, or a symlink'",
        "host/secret, 'invalid rootfs: BUNDLE/host/secret: not a directory'"
    })
    void tells_what_is_wrong_with_it(String path, String message) throws IOException {
        Path directory = bundle.rootfs().resolveSibling("").normalize();
        Files.createSymbolicLink(directory.resolve("link"), Path.of("rootfs"));
        Files.createSymbolicLink(directory.resolve("way"), Path.of("."));
        assertThatThrownBy(() -> engine.factory()
                        .create(at(bundle.container("true"), path.replace("BUNDLE", directory.toString()), false)))
                .hasMessageContaining("/root/path")
                .hasMessageContaining(message.replace("BUNDLE", directory.toString()));
    }

    @Test
    void may_be_anywhere_by_its_whole_path() {
        ContainerConfig config =
                at(bundle.container("echo", "here"), bundle.rootfs().normalize().toString(), false);
        assertThat(Seen.run(engine, config).output()).isEqualTo("here\n");
    }

    @Test
    void is_read_only_if_asked_for_and_what_is_mounted_in_it_is_not() {
        String script = "touch /x 2>/dev/null || echo root; touch /dev/x && echo dev; touch /vol/x && echo vol";
        ContainerConfig config = at(bundle.container("sh", "-c", script), "rootfs", true);
        config = Seen.withMounts(config, HostileBundle.bind(bundle.volume(), "/vol"));
        assertThat(Seen.run(engine, config).output()).isEqualTo("root\ndev\nvol\n");
    }

    /// Optional fields of mountinfo (proc_pid_mountinfo(5)).
    @ParameterizedTest
    @CsvSource({
        "private, -",
        "rprivate, -",
        "slave, -",
        "rslave, -",
        "shared, shared",
        "rshared, shared",
        "unbindable, unbindable",
        "runbindable, unbindable",
        "'', -"
    })
    void has_the_propagation_that_is_asked_for(String propagation, String seen) {
        assertThat(fields(propagation).getFirst()).isEqualTo(seen);
    }

    @Test
    void passes_its_propagation_on_to_all_mounts_only_where_that_is_asked_for() {
        assertThat(fields("shared").subList(1, 3)).contains("-");
        assertThat(fields("rshared")).containsOnly("shared");
        assertThat(fields("runbindable")).containsOnly("unbindable");
    }

    /// Of each mount the first of its optional fields without its number, `-` for none; the root is the first.
    private List<String> fields(String propagation) {
        String script = "while read -r a b c d point o field rest; do echo $point ${field%%:*}; done"
                + " < /proc/self/mountinfo | sort";
        ContainerConfig config = HostileBundle.change(
                bundle.container("sh", "-c", script),
                spec -> spec.withLinux(spec.linux()
                        .withRootfsPropagation(Optional.of(propagation).filter(p -> !p.isEmpty()))));
        return Seen.run(engine, config)
                .output()
                .lines()
                .map(line -> line.split(" ", 2)[1])
                .toList();
    }

    private static ContainerConfig at(ContainerConfig config, String path, boolean readonly) {
        return HostileBundle.change(config, spec -> spec.withRoot(new Root(path, readonly, Optional.empty())));
    }
}
