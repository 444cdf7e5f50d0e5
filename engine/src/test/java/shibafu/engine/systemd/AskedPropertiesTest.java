package shibafu.engine.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AskedPropertiesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CollectMode | 'inactive-or-failed' | CollectMode s inactive-or-failed",
                "Description | \"it\\'s\" | Description s it's",
                "SendSIGHUP | true | SendSIGHUP b true",
                "Priority | -3 | Priority i -3",
                "TimeoutStopUSec | uint64 1234 | TimeoutStopUSec t 1234",
                "TimeoutStopSec | 1.5 | TimeoutStopUSec t 1500000",
                "TimeoutStopSec | uint64 2 | TimeoutStopUSec t 2000000",
                "KillSignal | int32 15 | KillSignal i 15",
                "Big | int64 0x10 | Big x 16",
                "Before | ['a.target', 'b,c.target'] | Before as [a.target, b,c.target]",
                "Before | @as [] | Before as []",
                "Numbers | [uint32 1, 2] | Numbers au [1, 2]"
            })
    void are_read_from_annotations(String name, String text, String property) {
        Property asked = AskedProperties.of(Map.of("org.systemd.property." + name, text, "other", "1"))
                .getFirst();
        Variant<?> value = (Variant<?>) asked.value();
        assertThat(asked.name() + " " + value.getSig() + " " + value.getValue()).isEqualTo(property);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "X | true | name incorrect",
                "Kill-Mode | 'x' | name incorrect",
                "KillMode | what | value parse error",
                "KillMode | ['a', ? | value parse error",
                "TimeoutStopSec | 'x' | seconds must be a number",
                "TimeoutStopSec | -1 | seconds must not be below 0",
                "Weight | int7 1 | type int7 is not known"
            })
    void tell_which_annotation_is_wrong(String name, String text, String words) {
        assertThatThrownBy(() -> AskedProperties.of(Map.of("org.systemd.property." + name, text)))
                .isInstanceOf(SystemdException.class)
                .hasMessageContaining("org.systemd.property." + name)
                .hasMessageContaining(words);
    }

    @Test
    void other_annotations_ask_for_nothing() {
        assertThat(AskedProperties.of(Map.of("org.systemd", "x"))).isEmpty();
    }
}
