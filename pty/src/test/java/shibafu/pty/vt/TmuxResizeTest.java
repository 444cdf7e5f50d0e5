package shibafu.pty.vt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Another size wraps lines as in tmux, history and all. They agree on a screen that is full:
/// where room is left below, tmux scrolls and we do not.
@Timeout(120)
final class TmuxResizeTest {
    private static final int COLUMNS = 60;
    private static final int ROWS = 12;
    private static final String PROMPT = "$ ls";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void lines_are_wrapped_as_in_tmux(int seed) throws Exception {
        Random random = new Random(seed);
        List<int[]> sizes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            sizes.add(new int[] {5 + random.nextInt(100), 3 + random.nextInt(20)});
        }
        compare(text(random, "word,"), sizes);
    }

    /// Once only: where a wide character left a column free, tmux joins lines no second time.
    @ParameterizedTest
    @ValueSource(ints = {7, 33, 59, 61, 100})
    void wide_characters_are_wrapped_as_in_tmux(int columns) throws Exception {
        compare(text(new Random(columns), "漢字,"), List.of(new int[] {columns, ROWS}));
    }

    private static void compare(byte[] text, List<int[]> sizes) throws Exception {
        assumeTrue(Tmux.isInstalled(), "needs tmux");
        VtTerminal terminal = new VtTerminal(COLUMNS, ROWS, answer -> {});
        terminal.feed(text, 0, text.length);
        Tmux tmux = new Tmux(COLUMNS, ROWS);
        try {
            tmux.show(text);
            awaitPrompt(tmux);
            for (int[] size : sizes) {
                terminal.resize(size[0], size[1]);
                compare(terminal, tmux.resized(size[0], size[1]), size[0] + "x" + size[1]);
            }
        } finally {
            tmux.close();
        }
    }

    /// Its last bytes may still be on their way.
    private static void awaitPrompt(Tmux tmux) throws Exception {
        Tmux.Screen screen = tmux.screen();
        for (int i = 0; i < 200 && !screen.cells().get(screen.cursorRow()).contains(PROMPT); i++) {
            Thread.sleep(50);
            screen = tmux.screen();
        }
    }

    private static void compare(VtTerminal terminal, List<String> theirs, String size) {
        Transcript ours = terminal.transcript();
        List<String> lines =
                IntStream.range(0, ours.lines()).mapToObj(ours::line).toList();
        assertThat(String.join("\n", lines).stripTrailing())
                .as("at " + size)
                .isEqualTo(String.join("\n", theirs).stripTrailing());
        ScreenSnapshot.Facts facts = terminal.snapshot(0).facts();
        // Not tmux's own, which at times stays behind in the line before.
        assertThat(facts.cursorColumn()).as("cursor at " + size).isEqualTo(PROMPT.length());
        assertThat(ours.line(ours.historyLines() + facts.cursorRow())).isEqualTo(PROMPT);
    }

    /// Lines of all lengths, and a prompt.
    private static byte[] text(Random random, String word) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 40; line++) {
            text.append((line + word).repeat(random.nextInt(30))).append("end\r\n");
        }
        return text.append(PROMPT).toString().getBytes(StandardCharsets.UTF_8);
    }
}
