package shibafu.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MountOptionsTest {
    /// runc's list, which it tells by `features`: what another runtime's user may write must not fall to the file
    /// system, which would refuse it or worse.
    private static final List<String> OF_RUNC = List.of(
            "async",
            "atime",
            "bind",
            "defaults",
            "dev",
            "diratime",
            "dirsync",
            "exec",
            "iversion",
            "lazytime",
            "loud",
            "mand",
            "noatime",
            "nodev",
            "nodiratime",
            "noexec",
            "noiversion",
            "nolazytime",
            "nomand",
            "norelatime",
            "nostrictatime",
            "nosuid",
            "nosymfollow",
            "private",
            "ratime",
            "rbind",
            "rdev",
            "rdiratime",
            "relatime",
            "remount",
            "rexec",
            "rnoatime",
            "rnodev",
            "rnodiratime",
            "rnoexec",
            "rnorelatime",
            "rnostrictatime",
            "rnosuid",
            "rnosymfollow",
            "ro",
            "rprivate",
            "rrelatime",
            "rro",
            "rrw",
            "rshared",
            "rslave",
            "rstrictatime",
            "rsuid",
            "rsymfollow",
            "runbindable",
            "rw",
            "shared",
            "silent",
            "slave",
            "strictatime",
            "suid",
            "symfollow",
            "sync",
            "unbindable");

    static List<String> ofRunc() {
        return OF_RUNC;
    }

    @ParameterizedTest
    @MethodSource("ofRunc")
    void knows_every_option_that_runc_knows(String option) {
        MountOptions options = MountOptions.parse("bind", List.of(option));
        assertThat(options.data()).isEmpty();
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void tells_every_option_that_runc_tells_and_those_of_crun() {
        assertThat(KnownMountOptions.NAMES)
                .isSorted()
                .doesNotHaveDuplicates()
                .containsAll(OF_RUNC)
                .contains("tmpcopyup", "idmap", "ridmap", "rro", "copy-symlink");
        assertThat(KnownMountOptions.NAMES).hasSize(OF_RUNC.size() + 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acl", "size=1m", "rsize=8192", "rsync", "rdefaults", "rremount", "mode=755"})
    void leaves_all_others_to_the_file_system(String option) {
        assertThat(MountOptions.parse("ext4", List.of(option)).data()).containsExactly(option);
    }

    @ParameterizedTest
    @CsvSource({
        "ro rw, 0x0, 0x1",
        "rw ro, 0x1, 0x0",
        "noatime relatime, 0x0, 0x70",
        "noatime strictatime, 0x20, 0x70",
        "noatime atime, 0x0, 0x70",
        "strictatime atime, 0x20, 0x70",
        "noatime norelatime, 0x10, 0x70",
        "nosuid suid nosuid, 0x2, 0x0"
    })
    void lets_the_later_option_win(String options, String set, String clear) {
        assertThat(MountOptions.parse("tmpfs", List.of(options.split(" ", -1))).here())
                .isEqualTo(new MountAttributes(Long.decode(set), Long.decode(clear)));
    }

    @ParameterizedTest
    @CsvSource({
        "bind, ro, BIND",
        "none, bind, BIND",
        "'', rbind, BIND_ALL",
        "none, bind rbind, BIND_ALL",
        "none, rbind bind, BIND_ALL",
        "tmpfs, ro, NEW",
        "none, remount bind, REMOUNT"
    })
    void tells_what_kind_of_mount_it_is(String type, String options, MountOptions.Kind kind) {
        assertThat(MountOptions.parse(type, List.of(options.split(" ", -1))).kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "bind size=1m, 'bind mounts cannot have any filesystem-specific options applied: size=1m'",
        "tmpcopyup, 'mount option \"tmpcopyup\" is for tmpfs alone'",
        "bind tmpcopyup, 'mount option \"tmpcopyup\" is for tmpfs alone'",
        "copy-symlink, 'mount option \"copy-symlink\" is for bind mounts alone'",
        "remount dest-nofollow, 'mount option \"dest-nofollow\" is for bind mounts alone'",
        "bind rslave shared, '\"shared\" contradicts the propagation before it'",
        "remount rslave, a remount changes neither the propagation nor the mounts below",
        "remount rro, a remount changes neither the propagation nor the mounts below"
    })
    void tells_what_cannot_be_done(String options, String problem) {
        assertThat(MountOptions.parse("none", List.of(options.split(" ", -1))).problems())
                .containsExactly(problem);
    }

    @Test
    void takes_the_same_propagation_twice() {
        MountOptions options = MountOptions.parse("bind", List.of("rslave", "rslave"));
        assertThat(options.propagation()).isEqualTo((1 << 19) | (1 << 14));
        assertThat(options.problems()).isEmpty();
    }
}
