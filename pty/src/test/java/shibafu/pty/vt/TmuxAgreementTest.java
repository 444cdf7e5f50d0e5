package shibafu.pty.vt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What programs print is shown as tmux shows it, cell by cell. The streams were recorded from the programs at 100x30.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
final class TmuxAgreementTest {
    static final int COLUMNS = 100;
    static final int ROWS = 30;

    /// How often, and how much later, to look again whether tmux is done.
    private static final int LOOKS = 10;

    private static final int PAUSE_MILLIS = 50;

    /// `-Dvt.mutations=1000` for as many as it is worth.
    private static final int MUTATIONS = Integer.getInteger("vt.mutations", 100);

    private Optional<Tmux> running = Optional.empty();

    @BeforeAll
    void start() throws Exception {
        assumeTrue(Tmux.isInstalled(), "needs tmux");
        running = Optional.of(new Tmux(COLUMNS, ROWS));
    }

    @AfterAll
    void stop() throws Exception {
        if (running.isPresent()) {
            running.get().close();
        }
    }

    /// An erasure right after the last column was written takes that column along, as with xterm; tmux leaves it.
    private static final Map<String, List<String>> AS_XTERM =
            Map.of("htop", List.of("8:99  /4000018000000| /0"), "top", List.of("7:99  /0| /100000000000000"));

    @ParameterizedTest
    @ValueSource(strings = {"bash", "features", "htop", "less", "mc", "nano", "top", "vim"})
    void a_recorded_program_looks_the_same(String program) throws Exception {
        assertThat(differences(stream(program))).isEqualTo(AS_XTERM.getOrDefault(program, List.of()));
    }

    /// Characters taken out, doubled, exchanged: what a broken program prints. Not all must agree: xterm and tmux read
    /// some words differently. (Of what is no UTF-8 tmux shows nothing, and xterm U+FFFD.)
    @Test
    void mutations_of_it_look_mostly_the_same() throws Exception {
        Random random = new Random(7);
        List<String> programs = List.of("bash", "features", "less", "mc", "nano", "vim");
        int same = 0;
        StringBuilder report = new StringBuilder();
        for (int i = 0; i < MUTATIONS; i++) {
            String program = programs.get(random.nextInt(programs.size()));
            List<String> differences = differences(mutated(stream(program), random));
            same += differences.isEmpty() ? 1 : 0;
            report.append(program)
                    .append(' ')
                    .append(differences.stream().limit(5).toList())
                    .append('\n');
        }
        assertThat(same).as("of " + MUTATIONS + ":\n" + report).isGreaterThanOrEqualTo(MUTATIONS * 9 / 10);
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.UTF_8));
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            int at = random.nextInt(text.length() - 20);
            int length = 1 + random.nextInt(10);
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, at + length);
                case 1 -> text.insert(at, text.substring(at, at + length));
                default -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// @return where tmux and we differ, as `row:column ours|theirs`
    List<String> differences(byte[] bytes) throws Exception {
        Tmux tmux = running.orElseThrow();
        tmux.show(bytes);
        ScreenSnapshot ours = shown(bytes, new Random(bytes.length));
        List<String> differences = differences(ours, tmux.screen());
        for (int i = 0; i < LOOKS && !differences.isEmpty(); i++) {
            Thread.sleep(PAUSE_MILLIS);
            differences = differences(ours, tmux.screen());
        }
        return differences;
    }

    private static List<String> differences(ScreenSnapshot ours, Tmux.Screen theirs) {
        List<String> differences = new ArrayList<>();
        VtTerminal captured = new VtTerminal(COLUMNS, ROWS, answer -> {});
        feed(captured, "\033)0"); // it writes line drawing as DEC did, from G1
        for (int row = 0; row < ROWS; row++) {
            feed(captured, theirs.cells().get(row));
            ScreenSnapshot line = captured.snapshot(0);
            int told = line.facts().cursorColumn() == COLUMNS - 1
                    ? COLUMNS
                    : line.facts().cursorColumn();
            for (int column = 0; column < COLUMNS; column++) {
                // What was erased behind the last character tmux does not tell, so its colour is not known.
                String mine = column < told ? cell(ours, row, column) : ours.text(row, column);
                String other = column < told ? cell(line, row, column) : "";
                if (!mine.equals(other)) {
                    differences.add(row + ":" + column + " " + mine + "|" + other);
                }
            }
            feed(captured, row < ROWS - 1 ? "\r\n" : "");
        }
        String cursor = ours.facts().cursorRow() + ":" + ours.facts().cursorColumn();
        String other = theirs.cursorRow() + ":" + Math.min(COLUMNS - 1, theirs.cursorColumn());
        if (ours.facts().cursorRow() >= 0 && !cursor.equals(other)) {
            differences.add("cursor " + cursor + "|" + other);
        }
        return differences;
    }

    private static void feed(VtTerminal terminal, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
    }

    /// Fed in pieces, as a terminal reads.
    private static ScreenSnapshot shown(byte[] bytes, Random random) {
        VtTerminal terminal = new VtTerminal(COLUMNS, ROWS, answer -> {});
        int at = 0;
        while (at < bytes.length) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(50));
            terminal.feed(bytes, at, end);
            at = end;
        }
        return terminal.snapshot(0);
    }

    private static String cell(ScreenSnapshot screen, int row, int column) {
        String text = screen.text(row, column);
        long style = screen.style(row, column);
        boolean blank = text.isBlank() && !screen.isTail(row, column);
        if (blank) {
            // Of a blank only what can be seen.
            boolean inverse = Style.has(style, Style.INVERSE);
            style = inverse
                    ? style & ~Style.BOLD
                    : Style.erased(style) | Style.withUnderline(0, Style.underline(style));
        }
        return (blank ? " " : text) + "/" + Long.toHexString(style);
    }

    static byte[] stream(String program) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                TmuxAgreementTest.class.getResourceAsStream("/vt/" + program + ".in"), program)) {
            return in.readAllBytes();
        }
    }
}
