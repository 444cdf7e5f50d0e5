package shibafu.tui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThemeReaderTest {
    @Test
    void reads_palette_roles_gradients_attributes_and_comments() {
        ThemeReader.Result result = read("""
                # a theme
                appearance = dark
                palette.grass = #8fce6a   # green
                fg = grass bold
                dim = 245 italic underline
                error = bright-red
                graph.cpu = grass #ffff00 red
                graph.cpu.16 = green
                """);
        assertThat(result.problems()).isEmpty();
        Theme theme = result.theme();
        Color grass = new Color.Rgb(0x8f, 0xce, 0x6a);
        assertThat(theme.said(Role.FG)).contains(new Paint(List.of(grass), Set.of(Attribute.BOLD)));
        assertThat(theme.said(Role.DIM))
                .contains(new Paint(List.of(new Color.Indexed(245)), Set.of(Attribute.ITALIC, Attribute.UNDERLINE)));
        assertThat(theme.said(Role.ERROR)).contains(new Paint(List.of(new Color.Ansi(9)), Set.of()));
        assertThat(theme.said(Role.GRAPH_CPU).orElseThrow().stops())
                .containsExactly(grass, new Color.Rgb(255, 255, 0), new Color.Ansi(1));
        assertThat(theme.paint(Role.GRAPH_CPU, ColorDepth.SIXTEEN).stops()).containsExactly(new Color.Ansi(2));
    }

    @Test
    void tells_each_problem_with_its_line_and_goes_on() {
        ThemeReader.Result result = read("""
                fg = mauve
                colour
                nonsense = red
                bg = #12345
                dim = 256
                title = red red red red
                ok = green
                """);
        assertThat(result.problems())
                .containsExactly(
                        "my.theme:1: no colour \"mauve\"",
                        "my.theme:2: no \"=\" in \"colour\"",
                        "my.theme:3: no role \"nonsense\"",
                        "my.theme:4: no colour \"#12345\"",
                        "my.theme:5: no colour \"256\"",
                        "my.theme:6: a paint has one to three colours, not 4");
        assertThat(result.theme().said(Role.OK)).isPresent();
        assertThat(result.theme().paint(Role.FG, ColorDepth.TRUE)).isEqualTo(Paint.PLAIN);
    }

    @Test
    void colours_of_more_depth_than_the_terminal_has_give_way_to_the_roles_own() {
        Theme theme = read("error = #112233\nwarn = 99\nok = bright-blue\n").theme();
        assertThat(theme.paint(Role.ERROR, ColorDepth.SIXTEEN).stops()).containsExactly(new Color.Ansi(9));
        assertThat(theme.paint(Role.WARN, ColorDepth.SIXTEEN).stops()).containsExactly(new Color.Ansi(3));
        assertThat(theme.paint(Role.OK, ColorDepth.SIXTEEN).stops()).containsExactly(new Color.Ansi(12));
        for (Role role : Role.values()) {
            assertThat(theme.paint(role, ColorDepth.NONE).stops()).containsExactly(Color.DEFAULT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,0,16",
        "255,255,255,231",
        "255,0,0,196",
        "95,135,175,67",
        "8,8,8,232",
        "238,238,238,255",
        "128,128,128,244",
        "143,206,106,113"
    })
    void rgb_finds_the_nearest_of_cube_and_ramp(int red, int green, int blue, int index) {
        assertThat(Theme.fit(new Color.Rgb(red, green, blue), ColorDepth.INDEXED))
                .isEqualTo(new Color.Indexed(index));
        assertThat(Theme.fit(new Color.Rgb(red, green, blue), ColorDepth.TRUE))
                .isEqualTo(new Color.Rgb(red, green, blue));
    }

    @Test
    void gradients_blend_rgb_and_choose_among_others() {
        Paint blend = PaintText.parse("#000000 #646464 #ffffff");
        assertThat(blend.at(0)).isEqualTo(new Color.Rgb(0, 0, 0));
        assertThat(blend.at(0.25)).isEqualTo(new Color.Rgb(50, 50, 50));
        assertThat(blend.at(0.5)).isEqualTo(new Color.Rgb(100, 100, 100));
        assertThat(blend.at(7)).isEqualTo(new Color.Rgb(255, 255, 255));
        Paint choice = PaintText.parse("green yellow red");
        assertThat(List.of(choice.at(0), choice.at(0.34), choice.at(0.67), choice.at(1)))
                .containsExactly(new Color.Ansi(2), new Color.Ansi(3), new Color.Ansi(1), new Color.Ansi(1));
    }

    @Test
    void contrast_is_as_wcag_has_it() {
        Color.Rgb black = new Color.Rgb(0, 0, 0);
        Color.Rgb white = new Color.Rgb(255, 255, 255);
        assertThat(black.contrast(white)).isEqualTo(21);
        assertThat(white.contrast(white)).isEqualTo(1);
    }

    @Test
    void files_are_found_by_folder_and_by_path(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("moss.theme"), "fg = green\n");
        Files.writeString(folder.resolve("other.txt"), "fg = green\n");
        Path alone = Files.writeString(folder.resolve("alone"), "fg = red\nbad\n");
        Themes themes = Themes.load(folder);
        assertThat(themes.names()).containsExactly("moss", "terminal");
        Themes more = themes.with(alone);
        assertThat(more.names()).containsExactly("alone", "moss", "terminal");
        assertThat(more.problems()).containsExactly(alone + ":2: no \"=\" in \"bad\"");
        assertThat(Themes.load(folder.resolve("none")).names()).containsExactly("terminal");
    }

    private static ThemeReader.Result read(String text) {
        return ThemeReader.read("my", "my.theme", text);
    }
}
