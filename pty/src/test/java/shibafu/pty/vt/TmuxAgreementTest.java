package shibafu.pty.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What programs print is shown as tmux shows it, cell by cell. The streams were recorded from the programs at 100x30.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
final class TmuxAgreementTest {
    private static final int COLUMNS = 100;
    private static final int ROWS = 30;

    /// `-Dvt.mutations=1000` for as many as it is worth.
    private static final int MUTATIONS = Integer.getInteger("vt.mutations", 100);

    private final BesideTmux tmux = new BesideTmux(COLUMNS, ROWS);

    @AfterAll
    void stop() throws Exception {
        tmux.close();
    }

    /// An erasure right after the last column was written takes that column along, as with xterm; tmux leaves it.
    private static final Map<String, List<String>> AS_XTERM = Map.of("top", List.of("7:99  /0| /100000000000000"));

    @ParameterizedTest
    @ValueSource(strings = {"bash", "features", "htop", "less", "mc", "nano", "top", "vim"})
    void a_recorded_program_looks_the_same(String program) throws Exception {
        assertThat(tmux.differences(stream(program))).isEqualTo(AS_XTERM.getOrDefault(program, List.of()));
    }

    /// Words that a mutation may bring in, take out or change, and that tmux 3.3a reads otherwise than xterm.
    private static final Map<String, Pattern> READ_OTHERWISE = Map.of(
            "tmux has no CHT, HPR, VPR", Pattern.compile("\033\\[[0-9;]*[Iae]"),
            "tmux leaves the cursor in its column after IL and DL", Pattern.compile("\033\\[[0-9;]*[LM]"),
            "tmux homes the cursor elsewhere in origin mode", Pattern.compile("\033\\[\\?6|\033\\[[0-9;]*r"),
            "tmux takes colours out of bad numbers", Pattern.compile("\033\\[[0-9:;]*[34]8[0-9:;]*m"),
            "tmux shows a character that xterm loses with its sequence", Pattern.compile("\033(\\[[ -?]*)?[^\0-\177]"),
            "tmux ends strings elsewhere", Pattern.compile("\033[\\]P_^X]"));

    private static final String OTHER = "other";

    /// Characters taken out, doubled, exchanged: what a broken program prints. Not all must agree. (Of what is no UTF-8
    /// tmux shows nothing, and xterm U+FFFD.)
    @Test
    void mutations_of_it_look_mostly_the_same() throws Exception {
        Random random = new Random(7);
        List<String> programs = List.of("bash", "features", "less", "mc", "nano", "vim");
        Map<String, List<String>> differing = new TreeMap<>();
        for (int i = 0; i < MUTATIONS; i++) {
            String program = programs.get(random.nextInt(programs.size()));
            byte[] mutated = mutated(stream(program), random);
            List<String> differences = tmux.differences(mutated);
            if (!differences.isEmpty()) {
                String place =
                        program + " " + i + " " + differences.stream().limit(5).toList();
                differing
                        .computeIfAbsent(why(resource(program + ".in"), mutated), none -> new ArrayList<>())
                        .add(place);
            }
        }
        int count = differing.values().stream().mapToInt(List::size).sum();
        assertThat(count).as("of %d: %s", MUTATIONS, differing).isLessThanOrEqualTo(MUTATIONS / 10);
        assertThat(differing.getOrDefault(OTHER, List.of()))
                .as("of %d", MUTATIONS)
                .hasSizeLessThanOrEqualTo(MUTATIONS / 50);
    }

    private static String why(String original, byte[] mutated) {
        String changed = new String(mutated, StandardCharsets.UTF_8);
        return READ_OTHERWISE.entrySet().stream()
                .filter(each -> !found(each.getValue(), original).equals(found(each.getValue(), changed)))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse(OTHER);
    }

    private static List<String> found(Pattern word, String text) {
        return word.matcher(text).results().map(MatchResult::group).toList();
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

    private static byte[] stream(String program) {
        return resource(program + ".in").getBytes(StandardCharsets.UTF_8);
    }

    static String resource(String name) {
        try (InputStream in = TmuxAgreementTest.class.getResourceAsStream("/vt/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
