package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import shibafu.tui.draw.Canvas;
import shibafu.tui.theme.Role;

/// Compares a canvas with a file: its characters, then, below `--- styles`, a letter a cell that tells its role
/// (`%` where a shell has a look of its own).
/// `-Dgolden.update=true` writes the file anew and fails, so that it cannot pass unread.
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final Map<Role, Character> LETTERS = letters();

    private Golden() {}

    static void check(String name, Canvas canvas) {
        check(name, text(canvas));
    }

    static void check(String name, String now) {
        Path file = FOLDER.resolve(name + ".txt");
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, now);
                fail("wrote " + file + ": look at it, and run without -Dgolden.update");
            }
            assertThat(now).as("%s (-Dgolden.update=true writes it)", file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The characters of a canvas, a line a row.
    static String characters(Canvas canvas) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < canvas.height(); y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < canvas.width(); x++) {
                if (canvas.character(x, y) != Canvas.COVERED) {
                    row.appendCodePoint(canvas.character(x, y));
                }
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String text(Canvas canvas) {
        StringBuilder text = new StringBuilder(characters(canvas)).append("--- styles\n");
        for (int y = 0; y < canvas.height(); y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < canvas.width(); x++) {
                boolean selected = canvas.ink(x, y).ground() == Role.SELECTION_BG;
                boolean blank = canvas.character(x, y) == ' ' && !selected;
                long style = canvas.ink(x, y).style();
                row.append(
                        style != 0
                                ? '%'
                                : blank
                                        ? ' '
                                        : selected
                                                ? '#'
                                                : letter(canvas.ink(x, y).role()));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static char letter(Role role) {
        return LETTERS.getOrDefault(role, '?');
    }

    private static Map<Role, Character> letters() {
        Map<Role, Character> letters = new EnumMap<>(Role.class);
        letters.put(Role.FG, '.');
        letters.put(Role.DIM, 'd');
        letters.put(Role.BORDER, 'b');
        letters.put(Role.BORDER_FOCUS, 'B');
        letters.put(Role.TITLE, 't');
        letters.put(Role.KEY, 'k');
        letters.put(Role.ERROR, 'e');
        letters.put(Role.WARN, 'w');
        letters.put(Role.OK, 'o');
        letters.put(Role.STATE_RUN, 'r');
        letters.put(Role.STATE_FREEZE, 'z');
        letters.put(Role.STATE_STOP, 's');
        letters.put(Role.STATE_EXIT0, '0');
        letters.put(Role.STATE_FAIL, 'f');
        letters.put(Role.STATE_OOM, 'O');
        letters.put(Role.GRAPH_CPU, 'c');
        letters.put(Role.GRAPH_MEM, 'm');
        letters.put(Role.LIMIT_MAX, 'L');
        letters.put(Role.LIMIT_STAGED, 'S');
        letters.put(Role.THROTTLE, 'T');
        letters.put(Role.OOM, 'X');
        letters.put(Role.EVENT, 'E');
        letters.put(Role.GRAPH_CPU_SYS, 'y');
        letters.put(Role.GRAPH_MEM_ANON, 'a');
        letters.put(Role.GRAPH_MEM_FILE, 'p');
        letters.put(Role.GRAPH_MEM_KERNEL, 'n');
        letters.put(Role.GRAPH_SWAP, 'W');
        letters.put(Role.GRAPH_IO_READ, 'i');
        letters.put(Role.GRAPH_IO_WRITE, 'I');
        letters.put(Role.GRAPH_NET_RX, 'v');
        letters.put(Role.GRAPH_NET_TX, 'V');
        letters.put(Role.GRAPH_PIDS, 'g');
        letters.put(Role.GRAPH_PSI_SOME, 'q');
        letters.put(Role.GRAPH_PSI_FULL, 'Q');
        letters.put(Role.GRAPH_WITH, '+');
        letters.put(Role.LIMIT_HIGH, 'H');
        letters.put(Role.MARK_A, '1');
        letters.put(Role.MARK_B, '2');
        return letters;
    }
}
