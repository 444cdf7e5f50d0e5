package shibafu.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.tui.draw.Symbols;
import shibafu.tui.theme.ColorDepth;

final class TerminalFactsTest {
    @ParameterizedTest
    @CsvSource(
            value = {
                "xterm-256color, truecolor, -, TRUE",
                "xterm-256color, 24bit, -, TRUE",
                "xterm-256color, -, -, INDEXED",
                "xterm-direct, -, -, TRUE",
                "xterm-kitty, -, -, TRUE",
                "alacritty, -, -, TRUE",
                "screen, -, -, INDEXED",
                "tmux-256color, -, -, INDEXED",
                "xterm, -, -, SIXTEEN",
                "linux, -, -, SIXTEEN",
                "nonesuch, -, -, SIXTEEN",
                "vt100, -, -, NONE",
                "xterm-256color, truecolor, 1, NONE",
            },
            nullValues = "-")
    void colours(String term, String colorTerm, String noColor, ColorDepth depth) {
        Map<String, String> environment = new HashMap<>(Map.of("TERM", term, "LANG", "C.UTF-8"));
        if (colorTerm != null) {
            environment.put("COLORTERM", colorTerm);
        }
        if (noColor != null) {
            environment.put("NO_COLOR", noColor);
        }
        assertThat(TerminalFacts.of(environment).depth()).isEqualTo(depth);
    }

    @Test
    void an_empty_no_color_says_nothing() {
        assertThat(TerminalFacts.of(Map.of("TERM", "xterm", "NO_COLOR", "")).depth())
                .isEqualTo(ColorDepth.SIXTEEN);
    }

    @Test
    void the_first_locale_variable_that_is_set_decides() {
        assertThat(symbols(Map.of("LANG", "en_US.UTF-8"))).isEqualTo(Symbols.UNICODE);
        assertThat(symbols(Map.of("LANG", "de_DE.utf8"))).isEqualTo(Symbols.UNICODE);
        assertThat(symbols(Map.of("LANG", "en_US.UTF-8", "LC_ALL", "C"))).isEqualTo(Symbols.ASCII);
        assertThat(symbols(Map.of("LANG", "C", "LC_CTYPE", "C.UTF-8"))).isEqualTo(Symbols.UNICODE);
        assertThat(symbols(Map.of("LANG", "en_US.UTF-8", "LC_ALL", ""))).isEqualTo(Symbols.UNICODE);
        assertThat(symbols(Map.of())).isEqualTo(Symbols.ASCII);
    }

    @Test
    void a_linux_console_has_few_glyphs() {
        assertThat(TerminalFacts.of(Map.of("TERM", "linux", "LANG", "C.UTF-8")).symbols())
                .isEqualTo(Symbols.CONSOLE);
    }

    @Test
    void dumb_and_unknown_terminals_cannot_show_a_screen() {
        assertThat(TerminalFacts.of(Map.of("TERM", "dumb")).dumb()).isTrue();
        assertThat(TerminalFacts.of(Map.of()).dumb()).isTrue();
        assertThat(TerminalFacts.of(Map.of("TERM", "nonesuch")).dumb()).isFalse();
    }

    /// What is said of the terminal, and what it is taken for. `device` is what standard output is.
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // TERM, COLORTERM, NO_COLOR, LANG, device, --color=always, --utf8: dumb, depth, characters, told
                "dumb, -, -, C.UTF-8, -, false, false, true, SIXTEEN, BRAILLE, false",
                "-, -, -, C.UTF-8, -, false, false, true, SIXTEEN, BRAILLE, false",
                "nonesuch, -, -, C.UTF-8, -, false, false, false, SIXTEEN, BRAILLE, true",
                "nonesuch, truecolor, -, C.UTF-8, -, false, false, false, TRUE, BRAILLE, true",
                "xterm, -, -, C, -, false, false, false, SIXTEEN, ASCII, false",
                "xterm, -, -, C, -, false, true, false, SIXTEEN, BRAILLE, false",
                "linux, -, -, C, -, false, true, false, SIXTEEN, BLOCKS, false",
                "xterm-256color, truecolor, 1, C.UTF-8, -, false, false, false, NONE, BRAILLE, false",
                "xterm-256color, truecolor, 1, C.UTF-8, -, true, false, false, TRUE, BRAILLE, false",
                "xterm, -, 1, C.UTF-8, -, true, false, false, SIXTEEN, BRAILLE, false",
                "linux, truecolor, -, C.UTF-8, -, false, false, false, SIXTEEN, BLOCKS, false",
                "xterm, truecolor, -, C.UTF-8, /dev/tty3, false, false, false, SIXTEEN, BLOCKS, false",
                "xterm, truecolor, -, C.UTF-8, /dev/pts/3, false, false, false, TRUE, BRAILLE, false",
                "tmux-256color, -, -, C.UTF-8, -, false, false, false, INDEXED, BRAILLE, false",
                "screen, -, -, C.UTF-8, -, false, false, false, INDEXED, BRAILLE, false",
                "foot, -, -, C.UTF-8, -, false, false, false, TRUE, BRAILLE, false"
            })
    void every_situation(
            String term,
            String colorTerm,
            String noColor,
            String lang,
            String device,
            boolean forceColor,
            boolean forceUtf8,
            boolean dumb,
            ColorDepth depth,
            Symbols.Kind symbols,
            boolean told) {
        Map<String, String> environment = new HashMap<>(Map.of("LANG", lang));
        put(environment, "TERM", term);
        put(environment, "COLORTERM", colorTerm);
        put(environment, "NO_COLOR", noColor);
        TerminalFacts facts = TerminalFacts.of(environment, device == null ? "" : device, forceColor, forceUtf8);
        assertThat(facts.dumb()).isEqualTo(dumb);
        assertThat(facts.depth()).isEqualTo(depth);
        assertThat(facts.symbols().kind()).isEqualTo(symbols);
        assertThat(facts.note().isPresent()).isEqualTo(told);
    }

    private static void put(Map<String, String> environment, String name, String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    private static Symbols symbols(Map<String, String> locale) {
        Map<String, String> environment = new HashMap<>(locale);
        environment.put("TERM", "xterm");
        return TerminalFacts.of(environment).symbols();
    }
}
