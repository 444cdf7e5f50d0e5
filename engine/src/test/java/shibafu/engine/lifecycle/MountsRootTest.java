package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec.MountSpec;

/// Mounts as their container sees them.
@RequiresRoot
final class MountsRootTest {
    private static final List<IdMapping> SHIFT = List.of(new IdMapping(0, 100000, 65536));

    private final TestEngine engine = new TestEngine();
    private final ExtDisk disk = ExtDisk.mount();

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(disk.directory().resolve("data"));
        file("data/of_root", 0, 0);
        file("data/of_33", 33, 44);
    }

    @AfterEach
    void close() {
        engine.close();
        disk.close();
    }

    @Test
    void an_id_mapped_mount_shows_other_owners() throws IOException {
        MountSpec mount = new MountSpec(
                "/data",
                "bind",
                disk.directory().resolve("data").toString(),
                List.of("bind", "idmap"),
                List.of(new IdMapping(0, 0, 1), new IdMapping(33, 1000, 1)),
                List.of(new IdMapping(0, 0, 1), new IdMapping(44, 2000, 1)));
        String script = "stat -c '%u:%g' /data/of_root /data/of_33; : > /data/new; chown 1000:2000 /data/new;"
                + " chown 5:5 /data/new || echo no such owner";
        Seen seen = Seen.run(engine, Seen.withMounts(shell(script), mount));
        assertThat(seen.output()).isEqualTo("0:0\n1000:2000\nno such owner\n");
        assertThat(owner("data/new")).isEqualTo("33:44");
    }

    @Test
    void an_id_mapped_mount_takes_the_containers_own_mappings() throws IOException {
        MountSpec plain = bind("/plain", "bind");
        MountSpec mapped = bind("/mapped", "rbind", "ridmap");
        String script = "stat -c '%u:%g' /plain/of_root /mapped/of_root /mapped/of_33; : > /mapped/new";
        Seen seen = Seen.run(engine, Seen.withMounts(inUserNamespace(shell(script)), plain, mapped));
        assertThat(seen.output()).isEqualTo("65534:65534\n0:0\n33:44\n");
        assertThat(owner("data/new")).isEqualTo("0:0");
    }

    @Test
    void a_file_system_that_cannot_map_owners_is_named() {
        MountSpec proc = new MountSpec("/other", "bind", "/proc/sys", List.of("bind", "idmap"), SHIFT, SHIFT);
        assertThatThrownBy(() -> Seen.run(engine, Seen.withMounts(shell("true"), proc)))
                .hasMessageContaining("map the owners in /proc/sys for /other")
                .hasMessageContaining("(proc) cannot map owners");
    }

    private MountSpec bind(String destination, String... options) {
        return new MountSpec(
                destination, "bind", disk.directory().resolve("data").toString(), List.of(options));
    }

    private ContainerConfig shell(String script) {
        return engine.container("/bin/sh", "-c", "exec 2>/dev/null; " + script);
    }

    private static ContainerConfig inUserNamespace(ContainerConfig config) {
        var linux = config.spec().linux();
        List<Namespace> namespaces = new ArrayList<>(linux.namespaces());
        namespaces.add(new Namespace(NamespaceType.USER, Optional.empty()));
        return config.withSpec(
                config.spec().withLinux(linux.withNamespaces(namespaces).withIdMappings(SHIFT, SHIFT)));
    }

    private void file(String name, int uid, int gid) throws IOException {
        Path file = Files.writeString(disk.directory().resolve(name), name);
        Files.setAttribute(file, "unix:uid", uid);
        Files.setAttribute(file, "unix:gid", gid);
    }

    private String owner(String name) throws IOException {
        Path file = disk.directory().resolve(name);
        return Files.getAttribute(file, "unix:uid") + ":" + Files.getAttribute(file, "unix:gid");
    }
}
