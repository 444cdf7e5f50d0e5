package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.Resources.DeviceRule;

final class DevicesControllerTest {
    private final DevicesController devices = new DevicesController();

    @Test
    void what_no_rule_names_is_denied_but_the_standard_devices() {
        assertThat(v1())
                .containsExactly(
                        "devices.deny=a",
                        "devices.allow=c *:* m",
                        "devices.allow=b *:* m",
                        "devices.allow=c 1:3 rwm",
                        "devices.allow=c 1:5 rwm",
                        "devices.allow=c 1:7 rwm",
                        "devices.allow=c 1:8 rwm",
                        "devices.allow=c 1:9 rwm",
                        "devices.allow=c 5:0 rwm",
                        "devices.allow=c 5:2 rwm",
                        "devices.allow=c 136:* rwm",
                        "devices.allow=c 10:200 rwm");
        assertThat(devices.needed(Resources.NONE)).isTrue();
        assertThat(DevicesController.program(Resources.NONE)).isPresent();
    }

    @Test
    void defaults_that_a_config_lists_already_are_not_listed_twice() {
        assertThat(DevicesController.rules(
                        Fixture.resources(Fixture.rule("deny a *:* rwm"), Fixture.rule("allow c 1:3 rwm"))))
                .filteredOn(rule -> rule.major() == 1 && rule.minor() == 3)
                .hasSize(1);
    }

    @Test
    void a_config_that_allows_all_gets_all() {
        assertThat(v1("allow a *:* rwm")).containsExactly("devices.allow=a");
        assertThat(devices.needed(Fixture.resources(Fixture.rule("allow a *:* rwm"))))
                .isFalse();
        assertThat(DevicesController.program(Fixture.resources(Fixture.rule("allow a *:* rwm"))))
                .isEmpty();
    }

    @Test
    void a_device_denied_after_all_were_allowed_is_an_exception() {
        assertThat(v1("allow a *:* rwm", "deny b 8:* rw")).containsExactly("devices.allow=a", "devices.deny=b 8:* rw");
        assertThat(DevicesController.program(Fixture.resources(rules("allow a *:* rwm", "deny b 8:* rw"))))
                .isPresent();
    }

    @Test
    void v2_has_no_files_for_it() {
        assertThat(devices.v2(Resources.NONE, Fixture.folder(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "u, rwm, invalid cgroup device type \"u\"",
        "c, rwx, unknown device access \"rwx\"",
        "c, '', cannot be empty"
    })
    void a_rule_that_means_nothing_is_refused(String type, String access, String message) {
        Resources wrong =
                Fixture.resources(new DeviceRule(true, type, OptionalLong.empty(), OptionalLong.empty(), access));
        assertThatThrownBy(() -> devices.v1(wrong, Fixture.folder(Map.of())))
                .isInstanceOf(CgroupException.class)
                .hasMessageContaining(message);
    }

    @Nested
    class AListOfV1 {
        @Test
        void takes_back_what_it_allowed() {
            assertThat(list("allow c 1:3 rwm", "deny c 1:3 w")).isEqualTo("deny but [c 1:3 rm]");
            assertThat(list("allow c 1:3 rwm", "allow c 1:5 r", "deny c 1:* rwm"))
                    .isEqualTo("deny but []");
            assertThat(list("allow c 1:3 r", "allow c 1:3 w")).isEqualTo("deny but [c 1:3 rw]");
        }

        @Test
        void forgets_all_at_a_rule_for_everything() {
            assertThat(list("allow c 1:3 rwm", "allow a *:* rwm")).isEqualTo("allow but []");
            assertThat(list("allow a *:* rwm", "deny c 1:3 r", "deny a *:* rwm", "allow b 8:0 r"))
                    .isEqualTo("deny but [b 8:0 r]");
        }

        @Test
        void writes_a_rule_for_both_types_as_two() {
            assertThat(list("allow a 10:229 rw")).isEqualTo("deny but [c 10:229 rw, b 10:229 rw]");
        }

        @Test
        void refuses_a_hole_that_the_kernel_would_not_make() {
            assertThatThrownBy(() -> list("allow c 1:* rwm", "deny c 1:3 w"))
                    .hasMessageStartingWith(
                            "use device rule \"deny c 1:3 w\": cgroup v1 can't except it from an earlier rule \"c 1:* rwm\"");
        }

        @Test
        void leaves_alone_what_has_no_access_in_common() {
            assertThat(list("allow c 1:* m", "deny c 1:3 w")).isEqualTo("deny but [c 1:* m]");
        }

        @Test
        void becomes_another_by_its_differences_and_allows_before_it_denies() {
            assertThat(change("c 1:3 rwm\nc 1:5 rw\nc 136:* rwm", "allow c 1:3 rwm", "allow c 1:5 rm", "allow b 8:0 r"))
                    .containsExactly(
                            "devices.allow=c 1:5 m",
                            "devices.allow=b 8:0 r",
                            "devices.deny=c 1:5 w",
                            "devices.deny=c 136:* rwm");
            assertThat(change("c 1:3 rwm", "allow c 1:3 rwm")).isEmpty();
        }

        @Test
        void is_written_anew_where_the_answer_for_all_others_changes_or_the_kernel_tells_no_exceptions() {
            assertThat(change("a *:* rwm", "allow c 1:3 r")).containsExactly("devices.deny=a", "devices.allow=c 1:3 r");
            assertThat(change("c 1:3 rwm", "allow a *:* rwm", "deny b 8:0 r"))
                    .containsExactly("devices.allow=a", "devices.deny=b 8:0 r");
            assertThat(change("a *:* rwm", "allow a *:* rwm")).containsExactly("devices.allow=a");
        }

        private List<String> change(String kernel, String... rules) {
            DeviceList wanted = DeviceList.of(
                    Arrays.stream(rules(rules)).map(DeviceMatch::of).toList());
            return Fixture.text(DeviceList.parse(kernel).to(wanted, Fixture.folder(Map.of())));
        }

        private String list(String... rules) {
            DeviceList list = DeviceList.of(
                    Arrays.stream(rules(rules)).map(DeviceMatch::of).toList());
            return (list.allowsByDefault() ? "allow" : "deny") + " but " + list.exceptions();
        }
    }

    private List<String> v1(String... rules) {
        return Fixture.text(devices.v1(Fixture.resources(rules(rules)), Fixture.folder(Map.of())));
    }

    private static DeviceRule[] rules(String... rules) {
        return Arrays.stream(rules).map(Fixture::rule).toArray(DeviceRule[]::new);
    }
}
