package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.spec.Spec.MountSpec;

/// What mount options make of a mount, in the words of mountinfo (proc_pid_mountinfo(5)): its attributes, then how it
/// propagates. The expected words are those that runc's mounts have for the same options, but for the recursive ones.
@RequiresRoot
final class MountOptionsRootTest {
    private final TestEngine engine = new TestEngine();
    private final HostileBundle bundle = HostileBundle.make(engine);
    private final Path below = bundle.volume().resolve("below");

    private boolean inUserNamespace;

    MountOptionsRootTest() throws IOException {}

    /// A mount below the volume, for what reaches below.
    @BeforeEach
    void mount() throws IOException {
        Files.createDirectory(below);
        HostileBundle.run("mount", "-t", "tmpfs", "tmpfs", below.toString());
    }

    @AfterEach
    void close() throws IOException {
        HostileBundle.run("umount", below.toString());
        engine.close();
    }

    @Test
    void of_a_bind_reach_the_mount_alone() throws IOException {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("rbind", "rw,relatime | rw,relatime");
        expected.put("rbind ro", "ro,relatime | rw,relatime");
        expected.put("rbind nosuid nodev noexec", "rw,nosuid,nodev,noexec,relatime | rw,relatime");
        expected.put("rbind noatime nodiratime", "rw,noatime,nodiratime | rw,relatime");
        expected.put("rbind strictatime", "rw | rw,relatime");
        expected.put("rbind ro rw noexec exec", "rw,relatime | rw,relatime");
        expected.put("rbind nosymfollow", "rw,relatime,nosymfollow | rw,relatime");
        expected.put("rbind sync dirsync mand silent", "rw,relatime | rw,relatime");
        expected.put("rbind private", "rw,relatime | rw,relatime");
        expected.put("rbind shared", "rw,relatime shared | rw,relatime");
        expected.put("rbind slave", "rw,relatime | rw,relatime");
        expected.put("rbind unbindable", "rw,relatime unbindable | rw,relatime");
        assertThat(binds(expected)).isEqualTo(List.copyOf(expected.values()));
    }

    @Test
    void of_a_bind_reach_all_below_in_their_recursive_form() throws IOException {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("rbind rro", "ro,relatime | ro,relatime");
        expected.put("rbind rro rw", "ro,relatime | ro,relatime");
        expected.put(
                "rbind rnosuid rnodev rnoexec", "rw,nosuid,nodev,noexec,relatime | rw,nosuid,nodev,noexec,relatime");
        expected.put("rbind rnoatime rnodiratime", "rw,noatime,nodiratime | rw,noatime,nodiratime");
        expected.put("rbind rstrictatime", "rw | rw");
        expected.put("rbind rnoatime rrelatime", "rw,relatime | rw,relatime");
        expected.put("rbind rnosymfollow", "rw,relatime,nosymfollow | rw,relatime,nosymfollow");
        expected.put("rbind rro rrw rnosuid rsuid rnodev rdev rnoexec rexec", "rw,relatime | rw,relatime");
        expected.put("rbind rshared", "rw,relatime shared | rw,relatime shared");
        expected.put("rbind runbindable", "rw,relatime unbindable | rw,relatime unbindable");
        assertThat(binds(expected)).isEqualTo(List.copyOf(expected.values()));
    }

    @Test
    void of_a_bind_leave_what_they_do_not_name_as_the_host_has_it() throws IOException {
        HostileBundle.run("mount", "-o", "remount,bind,nosuid,nodev,noexec,ro", below.toString());
        assertThat(mounted(below, List.of("bind", "bind noatime", "bind rw exec", "bind nosuid dev")))
                .containsExactly(
                        "ro,nosuid,nodev,noexec,relatime",
                        "ro,nosuid,nodev,noexec,noatime",
                        "rw,nosuid,nodev,relatime",
                        "ro,nosuid,noexec,relatime");
    }

    @Test
    void of_a_bind_do_so_in_a_user_namespace_too() throws IOException {
        HostileBundle.run("mount", "-o", "remount,bind,nosuid,nodev,noexec,ro", below.toString());
        HostileBundle.run("chown", "-R", "100000:100000", bundle.rootfs().toString());
        inUserNamespace = true;
        assertThat(mounted(below, List.of("bind", "bind noatime", "bind nosuid", "rbind rslave", "bind rw")))
                .containsExactly(
                        "ro,nosuid,nodev,noexec,relatime",
                        "ro,nosuid,nodev,noexec,noatime",
                        "ro,nosuid,nodev,noexec,relatime",
                        "ro,nosuid,nodev,noexec,relatime",
                        "rw,nosuid,nodev,noexec,relatime");
    }

    @Test
    void of_a_new_file_system() {
        List<String> options = List.of(
                "",
                "ro",
                "rro",
                "nosuid noexec nodev",
                "noatime",
                "strictatime",
                "shared",
                "rslave",
                "unbindable",
                "nosymfollow");
        List<MountSpec> mounts = new ArrayList<>();
        options.forEach(one -> mounts.add(
                new MountSpec("/m/" + mounts.size(), "tmpfs", "tmpfs", one.isEmpty() ? List.of() : words(one))));
        assertThat(seen(mounts).values())
                .containsExactly(
                        "rw,relatime",
                        "ro,relatime",
                        "ro,relatime",
                        "rw,nosuid,nodev,noexec,relatime",
                        "rw,noatime",
                        "rw",
                        "rw,relatime shared",
                        "rw,relatime",
                        "rw,relatime unbindable",
                        "rw,relatime,nosymfollow");
    }

    @Test
    void of_a_remount_change_what_they_name() {
        MountSpec tmpfs = new MountSpec("/m/0", "tmpfs", "tmpfs", List.of("nosuid", "size=1m"));
        MountSpec remount = new MountSpec("/m/0", "", "", List.of("remount", "ro", "suid", "size=2m"));
        ContainerConfig config =
                Seen.withMounts(bundle.container("sh", "-c", "grep ' /m/0 ' /proc/self/mountinfo"), tmpfs, remount);
        assertThat(Seen.run(engine, config).output()).contains(" /m/0 ro,relatime - tmpfs tmpfs rw,size=2048k");
    }

    @Test
    void of_a_bind_fit_anything_that_has_a_name() throws IOException {
        HostileBundle.run("mkfifo", bundle.volume().resolve("fifo").toString());
        Files.writeString(bundle.volume().resolve("file"), "text");
        List<MountSpec> mounts = new ArrayList<>();
        for (String name : List.of("fifo", "file", "below")) {
            mounts.add(new MountSpec("made/" + name, "bind", "volume/" + name, List.of("ro")));
        }
        ContainerConfig config = Seen.withMounts(
                bundle.container("stat", "-c", "%F", "/made/fifo", "/made/file", "/made/below"),
                mounts.toArray(MountSpec[]::new));
        assertThat(Seen.run(engine, config).output()).isEqualTo("fifo\nregular file\ndirectory\n");
    }

    @Test
    void of_a_bind_of_what_is_missing_tell_so_in_words_that_others_look_for() {
        ContainerConfig config = Seen.withMounts(
                bundle.container("true"), new MountSpec("/made", "bind", "volume/missing", List.of("rbind")));
        assertThatThrownBy(() -> Seen.run(engine, config))
                .hasMessageContaining("volume/missing to /made: no such file or directory");
    }

    /// Of each bind of the volume and of the mount below it.
    private List<String> binds(Map<String, String> expected) throws IOException {
        List<String> found = new ArrayList<>();
        List<MountSpec> mounts = new ArrayList<>();
        for (String options : expected.keySet()) {
            mounts.add(
                    new MountSpec("/m/" + mounts.size(), "none", bundle.volume().toString(), words(options)));
        }
        Map<String, String> seen = seen(mounts);
        for (MountSpec mount : mounts) {
            found.add(seen.get(mount.destination()) + " | " + seen.get(mount.destination() + "/below"));
        }
        return found;
    }

    private List<String> mounted(Path source, List<String> options) {
        List<MountSpec> mounts = new ArrayList<>();
        options.forEach(one -> mounts.add(new MountSpec("/m/" + mounts.size(), "bind", source.toString(), words(one))));
        return List.copyOf(seen(mounts).values());
    }

    /// By the mount's place.
    private Map<String, String> seen(List<MountSpec> mounts) {
        String script = "grep ' /m/' /proc/self/mountinfo | while read -r a b c d point options field rest; do"
                + " echo $point $options ${field%%[:-]*}; done";
        ContainerConfig config =
                Seen.withMounts(bundle.container("sh", "-c", script), mounts.toArray(MountSpec[]::new));
        if (inUserNamespace) {
            config = Seen.inUserNamespace(config);
        }
        Map<String, String> seen = new LinkedHashMap<>();
        Seen.run(engine, config).output().lines().forEach(line -> {
            String[] parts = line.split(" ", 2);
            seen.put(parts[0], parts[1].strip());
        });
        return seen;
    }

    private static List<String> words(String options) {
        return List.of(options.split(" ", -1));
    }
}
