package shibafu.pty.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pages of vttest are shown as tmux shows them, but for those in `vttest.txt`. They were recorded at 80x24
/// by `record-vttest`, a file a menu; where a page ends `ESC _ page ESC \` was put in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
final class VttestTest {
    private static final String END = "\033_page\033\\";
    private static final List<String> MENUS = List.of(
            "1", "2", "3", "6", "8", "11.1", "11.1.2", "11.3.2", "11.3.3", "11.3.6", "11.5", "11.6", "11.6.6", "11.7",
            "11.8.7");
    private static final int COLUMNS = 80;
    private static final int ROWS = 24;
    private static final Map<String, List<String>> AS_IT_SAYS = asItSays();

    private final BesideTmux tmux = new BesideTmux(COLUMNS, ROWS);

    @AfterAll
    void stop() throws Exception {
        tmux.close();
    }

    record Page(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Page> pages() {
        List<Page> pages = new ArrayList<>();
        for (String menu : MENUS) {
            StringBuilder text = new StringBuilder();
            int number = 0;
            for (String page :
                    TmuxAgreementTest.resource("vttest-" + menu + ".in").split(Pattern.quote(END), -1)) {
                text.append(page);
                number++;
                pages.add(new Page(menu + "-" + number, text.toString()));
            }
        }
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_looks_as_in_tmux_or_as_it_says_itself(Page page) throws Exception {
        byte[] bytes = page.text().getBytes(StandardCharsets.UTF_8);
        List<String> differences = tmux.differences(bytes);
        List<String> expected = AS_IT_SAYS.getOrDefault(page.name(), List.of());
        if (expected.isEmpty()) {
            assertThat(differences).isEmpty();
        } else {
            assertThat(differences).as("tmux has learnt it: take the page out").isNotEmpty();
            assertThat(rows(bytes)).isEqualTo(expected);
        }
    }

    private static List<String> rows(byte[] bytes) {
        VtTerminal terminal = new VtTerminal(COLUMNS, ROWS, answer -> {});
        terminal.feed(bytes, 0, bytes.length);
        ScreenSnapshot screen = terminal.snapshot(0);
        return IntStream.range(0, ROWS).mapToObj(screen::row).toList();
    }

    /// The pages that tmux shows otherwise, and their rows.
    private static Map<String, List<String>> asItSays() {
        Map<String, List<String>> pages = new HashMap<>();
        List<String> rows = new ArrayList<>();
        for (String line : TmuxAgreementTest.resource("vttest.txt").lines().toList()) {
            if (line.startsWith("|")) {
                rows.add(line.substring(1));
            } else if (line.contains(": ") && !line.startsWith("#")) {
                rows = new ArrayList<>();
                pages.put(line.substring(0, line.indexOf(':')), rows);
            }
        }
        return pages;
    }
}
