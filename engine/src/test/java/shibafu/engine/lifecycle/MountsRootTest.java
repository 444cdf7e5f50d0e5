package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.Spec.MountSpec;

/// Mounts as their container sees them.
@RequiresRoot
final class MountsRootTest {
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
        Seen seen = Seen.run(engine, Seen.withMounts(Seen.inUserNamespace(shell(script)), plain, mapped));
        assertThat(seen.output()).isEqualTo("65534:65534\n0:0\n33:44\n");
        assertThat(owner("data/new")).isEqualTo("0:0");
    }

    @Test
    void an_id_mapped_mount_maps_those_below_it_only_where_that_is_asked_for() throws IOException {
        assumeTrue(mapsTmpfs());
        Path below = Files.createDirectory(disk.directory().resolve("data/below"));
        HostileBundle.run("mount", "-t", "tmpfs", "-o", "uid=33,gid=33", "tmpfs", below.toString());
        try {
            List<IdMapping> map = List.of(new IdMapping(0, 0, 1), new IdMapping(33, 1000, 1));
            String source = disk.directory().resolve("data").toString();
            ContainerConfig config = Seen.withMounts(
                    shell("stat -c '%u' /all/below /one/below /plain/below"),
                    new MountSpec("/all", "bind", source, List.of("rbind", "ridmap"), map, map),
                    new MountSpec("/one", "bind", source, List.of("rbind", "idmap"), map, map),
                    new MountSpec("/plain", "bind", source, List.of("rbind", "idmap=uids=0-0-1;gids=0-0-1")));
            assertThat(Seen.run(engine, config).output()).isEqualTo("1000\n33\n33\n");
        } finally {
            HostileBundle.run("umount", below.toString());
        }
    }

    @Test
    void a_new_tmpfs_can_be_id_mapped_too() {
        assumeTrue(mapsTmpfs());
        List<IdMapping> map = List.of(new IdMapping(0, 1000, 1));
        MountSpec mount = new MountSpec("/data", "tmpfs", "tmpfs", List.of("idmap"), map, map);
        Seen seen = Seen.run(engine, Seen.withMounts(shell("stat -c '%u:%g' /data"), mount));
        assertThat(seen.output()).isEqualTo("1000:1000\n");
    }

    /// Linux 6.3 and newer.
    static boolean mapsTmpfs() {
        String[] version = System.getProperty("os.version").split("\\.", 3);
        return Integer.parseInt(version[0]) * 100 + Integer.parseInt(version[1]) >= 603;
    }

    @Test
    void a_file_system_that_cannot_map_owners_is_named() {
        MountSpec proc = new MountSpec("/other", "bind", "/proc/sys", List.of("bind", "idmap"), Seen.SHIFT, Seen.SHIFT);
        assertThatThrownBy(() -> Seen.run(engine, Seen.withMounts(shell("true"), proc)))
                .hasMessageContaining("map the owners in /proc/sys for /other")
                .hasMessageContaining("(proc) cannot map owners");
    }

    @Test
    void a_tmpfs_has_the_mode_of_the_directory_it_hides_and_its_own_where_there_is_none() throws IOException {
        HostileBundle bundle = HostileBundle.make(engine);
        Files.createDirectory(
                bundle.rootfs().resolve("strict"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        ContainerConfig config = Seen.withMounts(
                bundle.container("stat", "-c", "%a", "/strict", "/new", "/told"),
                new MountSpec("/strict", "tmpfs", "tmpfs", List.of()),
                new MountSpec("/new", "tmpfs", "tmpfs", List.of()),
                new MountSpec("/told", "tmpfs", "tmpfs", List.of("mode=711")));
        assertThat(Seen.run(engine, config).output()).isEqualTo("750\n1777\n711\n");
    }

    @Test
    void tmpcopyup_copies_what_the_image_has_there() throws IOException {
        HostileBundle bundle = HostileBundle.make(engine);
        HostileBundle.run(
                "sh",
                "-c",
                "cd " + bundle.rootfs() + " && mkdir -p data/a/b && echo text > data/a/b/file"
                        + " && chmod 4750 data/a/b/file && chown -R 33:44 data/a && chmod 4750 data/a/b/file"
                        + " && touch -d @1000000000 data/a/b/file && ln -s /etc/passwd data/link && mkfifo data/fifo"
                        + " && chmod 2771 data && chown 7:8 data && mknod data/null c 1 3");
        String script = "cd /data; for f in . a a/b a/b/file link fifo null; do stat -c '%n %F %a %u:%g' $f; done;"
                + " cat a/b/file; stat -c %Y a/b/file; readlink link; rm -r a; ls; grep -c ' /data ' /proc/self/mountinfo";
        ContainerConfig config = Seen.withMounts(
                bundle.container("sh", "-c", script), new MountSpec("/data", "tmpfs", "tmpfs", List.of("tmpcopyup")));
        assertThat(Seen.run(engine, config).output()).isEqualTo("""
                        . directory 2771 7:8
                        a directory 755 33:44
                        a/b directory 755 33:44
                        a/b/file regular file 4750 33:44
                        link symbolic link 777 0:0
                        fifo fifo 644 0:0
                        null character special file 644 0:8
                        text
                        1000000000
                        /etc/passwd
                        fifo
                        link
                        null
                        1
                        """);
        assertThat(bundle.rootfs().resolve("data/a/b/file")).hasContent("text");
    }

    @Test
    void tmpcopyup_tells_what_does_not_fit() throws IOException {
        HostileBundle bundle = HostileBundle.make(engine);
        Files.createDirectory(bundle.rootfs().resolve("data"));
        Files.write(bundle.rootfs().resolve("data/large"), new byte[1 << 20]);
        ContainerConfig config = Seen.withMounts(
                bundle.container("true"), new MountSpec("/data", "tmpfs", "tmpfs", List.of("tmpcopyup", "size=64k")));
        assertThatThrownBy(() -> Seen.run(engine, config))
                .hasMessageContaining("mount tmpfs on /data with a copy of what is there")
                .hasMessageContaining("large")
                .hasMessageContaining("raise its size=");
    }

    @Test
    void links_are_copied_covered_and_bound_as_crun_does() throws IOException {
        HostileBundle bundle = HostileBundle.make(engine);
        Path directory = Files.createDirectory(bundle.volume().resolve("of"));
        Files.writeString(directory.resolve("file"), "text\n");
        Path link = Files.createSymbolicLink(bundle.volume().resolve("link"), Path.of("of/file"));
        bundle.link("covered", "/etc/passwd");
        ContainerConfig config = Seen.withMounts(
                bundle.container(
                        "sh",
                        "-c",
                        "readlink /copy; cat /followed /file /covered; readlink /bound; head -c 4 /etc/passwd"),
                new MountSpec("/copy", "bind", link.toString(), List.of("copy-symlink")),
                new MountSpec("/followed", "bind", link.toString(), List.of("bind")),
                new MountSpec("/file", "bind", directory + "/file", List.of("copy-symlink")),
                new MountSpec("/bound", "bind", link.toString(), List.of("src-nofollow", "dest-nofollow")),
                new MountSpec("/covered", "bind", directory + "/file", List.of("dest-nofollow")));
        assertThat(Seen.run(engine, config).output()).isEqualTo("of/file\ntext\ntext\ntext\nof/file\nroot");
    }

    @Test
    void a_mount_label_needs_selinux() {
        assumeFalse(hasSelinux());
        ContainerConfig config = engine.container("true");
        assertThatThrownBy(() -> Seen.run(
                        engine,
                        HostileBundle.change(
                                config,
                                spec -> spec.withLinux(spec.linux()
                                        .withMountLabel(Optional.of("system_u:object_r:container_file_t:s0"))))))
                .hasMessageContaining("mount tmpfs on /dev")
                .hasMessageContaining("a mount label needs SELinux");
    }

    static boolean hasSelinux() {
        return Files.exists(Path.of("/sys/fs/selinux/enforce"));
    }

    private MountSpec bind(String destination, String... options) {
        return new MountSpec(
                destination, "bind", disk.directory().resolve("data").toString(), List.of(options));
    }

    private ContainerConfig shell(String script) {
        return engine.container("/bin/sh", "-c", "exec 2>/dev/null; " + script);
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
