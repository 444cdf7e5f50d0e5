package shibafu.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Size;
import shibafu.tui.draw.Symbols;
import shibafu.tui.theme.ColorDepth;
import shibafu.tui.theme.Role;
import shibafu.tui.theme.Theme;
import shibafu.tui.theme.Themes;

/// Frames that follow each other: only what changed is set, and nothing that was is left.
final class ScreenPainterTest {
    private final DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(8, 2));
    private TerminalScreen screen;
    private ScreenPainter painter;

    ScreenPainterTest() throws IOException {
        screen = new TerminalScreen(terminal);
        painter = new ScreenPainter(screen, ColorDepth.TRUE, Theme.builtIn());
    }

    @BeforeEach
    void start() throws IOException {
        screen.startScreen();
    }

    @Test
    void a_frame_takes_the_place_of_the_one_before() throws IOException {
        paint("abcdef", Role.FG);
        paint("abXdef", Role.FG);
        assertThat(line()).isEqualTo("abXdef  ");
        paint("ab", Role.FG);
        assertThat(line()).isEqualTo("ab      ");
    }

    @Test
    void wide_characters_come_and_go() throws IOException {
        paint("abcdef", Role.FG);
        paint("a犬def", Role.FG);
        assertThat(line()).contains("a犬").contains("def");
        paint("abcdef", Role.FG);
        assertThat(line()).isEqualTo("abcdef  ");
        paint("犬犬x", Role.FG);
        paint("x犬犬", Role.FG);
        assertThat(line()).startsWith("x犬").doesNotContain("犬x");
    }

    @Test
    void another_colour_or_theme_changes_a_cell_that_says_the_same() throws IOException {
        paint("abc", Role.FG);
        paint("abc", Role.ERROR);
        assertThat(terminal.getCharacter(0, 0).isBold()).isTrue();
        painter.use(Themes.load(Path.of("../themes")).find("mono").orElseThrow());
        paint("abc", Role.DIM);
        assertThat(terminal.getCharacter(0, 0).isBold()).isFalse();
    }

    @Test
    void everything_is_set_anew_after_something_else_wrote_on_the_screen() throws IOException {
        paint("abc", Role.FG);
        terminal.setCursorPosition(0, 0);
        terminal.putCharacter('#');
        painter.forget();
        paint("abc", Role.FG);
        assertThat(line()).isEqualTo("abc     ");
    }

    private void paint(String text, Role role) throws IOException {
        Canvas canvas = new Canvas(new Size(8, 2), Symbols.UNICODE);
        canvas.text(0, 0, text, Ink.of(role));
        painter.paint(canvas);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int x = 0; x < 8; x++) {
            line.append(terminal.getCharacter(x, 0).getCharacterString());
        }
        return line.toString();
    }
}
