package shibafu.pty.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each control sequence does, one line a case in `vt/cases.txt`.
final class CasesTest {
    private static final int COLUMNS = 8;
    private static final int ROWS = 4;
    private static final String FILL = "\033[1;1Habcdefgh\033[2;1Hijklmnop\033[3;1Hqrstuvwx\033[4;1HABCDEFGH\033[1;1H";

    record Case(String name, String bytes, String rows, String cursor, String answers) {
        static Case of(String line) {
            String[] parts = Arrays.copyOf(line.split(" \\| ?", -1), 5);
            for (int i = 0; i < parts.length; i++) {
                parts[i] = Objects.requireNonNullElse(parts[i], "").strip();
            }
            return new Case(parts[0], plain(parts[1]), parts[2], parts[3], parts[4]);
        }

        private static String plain(String written) {
            return written.replace("{fill}", FILL)
                    .replace("\\e", "\033")
                    .replace("\\b", "\b")
                    .replace("\\t", "\t")
                    .replace("\\n", "\n")
                    .replace("\\r", "\r")
                    .replace("\\x07", "\007")
                    .replace("\\x0b", "\013")
                    .replace("\\x0c", "\014")
                    .replace("\\x0e", "\016")
                    .replace("\\x0f", "\017")
                    .replace("\\x18", "\030")
                    .replace("\\\\", "\\");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(CasesTest.class.getResourceAsStream("/vt/cases.txt"))) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return all.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(Case::of).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_word_does_what_it_should(Case each) {
        StringBuilder answers = new StringBuilder();
        VtTerminal terminal =
                new VtTerminal(COLUMNS, ROWS, bytes -> answers.append(new String(bytes, StandardCharsets.UTF_8)));
        byte[] bytes = each.bytes().getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
        ScreenSnapshot screen = terminal.snapshot(0);
        assertThat(rows(screen)).isEqualTo(each.rows());
        if (!each.cursor().isEmpty()) {
            ScreenSnapshot.Facts facts = screen.facts();
            assertThat((facts.cursorRow() + 1) + ";" + (facts.cursorColumn() + 1))
                    .isEqualTo(each.cursor());
        }
        assertThat(answers.toString().replace("\\", "\\\\").replace("\033", "\\e"))
                .isEqualTo(each.answers());
    }

    /// As the cases write them.
    private static String rows(ScreenSnapshot screen) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(screen.row(row).replace(' ', '.'));
        }
        while (!rows.isEmpty() && rows.getLast().isEmpty()) {
            rows.removeLast();
        }
        rows.replaceAll(row -> row.isEmpty() ? "." : row);
        return String.join("/", rows);
    }
}
