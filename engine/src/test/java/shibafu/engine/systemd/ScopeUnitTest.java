package shibafu.engine.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScopeUnitTest {
    private static final Bus SYSTEM = Bus.of(0, Optional.empty());
    private static final Bus USER = Bus.of(1000, Optional.of("/run/user/1000"));

    @ParameterizedTest
    @CsvSource({
        "'', system.slice, shibafu-web.scope, /system.slice/shibafu-web.scope",
        "machine.slice:libpod:abc, machine.slice, libpod-abc.scope, /machine.slice/libpod-abc.scope",
        "kubepods-burstable-pod1.slice:cri:x, kubepods-burstable-pod1.slice, cri-x.scope,"
                + " /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1.slice/cri-x.scope",
        "-.slice:a:b, -.slice, a-b.scope, /a-b.scope",
        ":a:b, system.slice, a-b.scope, /system.slice/a-b.scope",
        "a.slice::b, a.slice, b.scope, /a.slice/b.scope"
    })
    void a_path_of_three_parts_names_slice_and_scope(String path, String slice, String name, String cgroup) {
        ScopeUnit unit = ScopeUnit.of(SYSTEM, path, "web");
        assertThat(unit).isEqualTo(new ScopeUnit("system", slice, name));
        assertThat(unit.cgroupsPath("")).isEqualTo(cgroup);
    }

    @Test
    void a_users_scope_is_below_the_users_systemd() {
        ScopeUnit unit = ScopeUnit.of(USER, "", "web");
        assertThat(unit.cgroupsPath("/user.slice/user-1000.slice/user@1000.service"))
                .isEqualTo("/user.slice/user-1000.slice/user@1000.service/user.slice/shibafu-web.scope");
        assertThat(USER.address()).isEqualTo("unix:path=/run/user/1000/bus");
    }

    @ParameterizedTest
    @CsvSource({
        "/some/path, expected cgroupsPath to be of format \"slice:prefix:name\" for systemd cgroups",
        "a.slice:b, expected cgroupsPath to be of format \"slice:prefix:name\" for systemd cgroups",
        "a.slice:b:, expected cgroupsPath to be of format \"slice:prefix:name\" for systemd cgroups",
        "a:b:c, 'the slice \"a\" must end in .slice'"
    })
    void other_paths_are_refused(String path, String message) {
        assertThatThrownBy(() -> ScopeUnit.of(SYSTEM, path, "web"))
                .isInstanceOf(SystemdException.class)
                .hasMessageStartingWith("use cgroup path \"" + path + "\": ")
                .hasMessageContaining(message);
    }

    @Test
    void characters_that_a_unit_may_not_have_are_escaped() {
        assertThat(ScopeUnit.of(SYSTEM, "", "a+b@c").name()).isEqualTo("shibafu-a\\x2bb\\x40c.scope");
    }

    @Test
    void a_record_is_read_as_it_was_written() {
        ScopeUnit unit = ScopeUnit.of(USER, "a-b.slice:c:d", "web");
        assertThat(ScopeUnit.parse(unit.toString())).isEqualTo(unit);
        assertThatThrownBy(() -> ScopeUnit.parse("x/y")).isInstanceOf(SystemdException.class);
    }
}
