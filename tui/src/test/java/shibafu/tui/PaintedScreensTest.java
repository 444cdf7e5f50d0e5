package shibafu.tui;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shibafu.tui.draw.Symbols;
import shibafu.tui.term.ScreenPainter;
import shibafu.tui.theme.ColorDepth;
import shibafu.tui.theme.Role;
import shibafu.tui.theme.Theme;
import shibafu.tui.theme.Themes;

/// What a terminal is told to show: characters and colours of every cell, for each number of colours it can have. Its
/// golden files hold the characters, a letter a cell, and what each letter looks like.
final class PaintedScreensTest {
    private static final Themes THEMES = Themes.load(Path.of("../themes"));
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@$%&*+=";

    /// A theme on a terminal with so many colours.
    record Paints(String theme, ColorDepth depth) {
        String folder() {
            return "painted/" + depth.name().toLowerCase(Locale.ROOT) + "-" + theme;
        }
    }

    private static final List<Paints> PAINTS = List.of(
            new Paints("shibafu-dark", ColorDepth.TRUE),
            new Paints("shibafu-light", ColorDepth.TRUE),
            new Paints("high-contrast", ColorDepth.TRUE),
            new Paints("shibafu-dark", ColorDepth.INDEXED),
            new Paints("terminal", ColorDepth.SIXTEEN),
            new Paints("shibafu-dark", ColorDepth.SIXTEEN),
            new Paints("mono", ColorDepth.NONE),
            new Paints("shibafu-dark", ColorDepth.NONE));

    private static Stream<Arguments> pictures() {
        return PAINTS.stream().flatMap(paints -> Stream.of("limits", "marks", "replay", "shell")
                .map(scene -> Arguments.of(paints, scene)));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void are_as_they_were(Paints paints, String scene, @TempDir Path folder) throws IOException {
        DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(80, 24));
        TerminalScreen screen = new TerminalScreen(terminal);
        screen.startScreen();
        Theme theme = THEMES.find(paints.theme()).orElseThrow();
        ScreenPainter painter = new ScreenPainter(screen, paints.depth(), theme);
        boolean coloured = painter.tells(Role.GRAPH_MEM_ANON, Role.GRAPH_MEM_FILE);
        Symbols symbols = coloured ? Symbols.UNICODE : Symbols.UNICODE.withTexture();
        Stage stage = new Stage("80x24", 80, 24, symbols).in(folder);
        painter.paint(GoldenScenes.named(scene).play().apply(stage).draw());
        Golden.check(paints.folder() + "/" + scene, text(terminal));
    }

    private static String text(DefaultVirtualTerminal terminal) {
        StringBuilder characters = new StringBuilder();
        StringBuilder looks = new StringBuilder();
        Map<String, Character> letters = new LinkedHashMap<>();
        for (int y = 0; y < 24; y++) {
            StringBuilder row = new StringBuilder();
            StringBuilder look = new StringBuilder();
            for (int x = 0; x < 80; x++) {
                TextCharacter cell = terminal.getCharacter(x, y);
                row.append(cell.getCharacterString());
                look.append(letters.computeIfAbsent(look(cell), any -> LETTERS.charAt(letters.size())));
                x += cell.isDoubleWidth() ? 1 : 0;
            }
            characters.append(row.toString().stripTrailing()).append('\n');
            looks.append(look).append('\n');
        }
        String legend = letters.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                .collect(Collectors.joining());
        return characters + "--- looks\n" + looks + "--- letters\n" + legend;
    }

    private static String look(TextCharacter cell) {
        String attributes =
                new TreeSet<>(cell.getModifiers()).stream().map(SGR::name).collect(Collectors.joining(" "));
        return (cell.getForegroundColor() + " on " + cell.getBackgroundColor() + " " + attributes).strip();
    }
}
