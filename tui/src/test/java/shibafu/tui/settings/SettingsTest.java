package shibafu.tui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
    @Test
    void are_a_line_each_with_comments() {
        Settings settings = Settings.read("config", "# mine\n\ntheme = nord  # dark\ninterval=0.5\nascii = on\n");
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.value("theme")).contains("nord");
        assertThat(settings.value("interval")).contains("0.5");
        assertThat(settings.on("ascii")).isTrue();
        assertThat(settings.on("utf8")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour = red | no setting is called that: there are theme, interval, color, mouse, ascii, utf8, sync",
                "theme | not of the form key = value",
                "theme = ../../etc/shadow | theme takes the name of a theme, or auto",
                "mouse = maybe | mouse takes on or off",
                "color = pink | color takes auto, always, never, 16, 256 or truecolor"
            })
    void a_mistake_is_told_with_its_line_and_the_rest_holds(String line, String problem) {
        Settings settings = Settings.read("config", "sync = on\n" + line + "\nutf8 = on\n");
        assertThat(settings.problems()).containsExactly("config:2: " + problem);
        assertThat(settings.on("sync")).isTrue();
        assertThat(settings.on("utf8")).isTrue();
    }

    @Test
    void the_first_of_two_holds() {
        Settings settings = Settings.read("config", "theme = nord\ntheme = mono\n");
        assertThat(settings.value("theme")).contains("nord");
        assertThat(settings.problems()).containsExactly("config:2: theme is set above already");
    }
}
