package shibafu.tui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file in `themes/`.
final class ThemeFilesTest {
    private static final Path FOLDER = Path.of("../themes");
    private static final double READABLE = 4.5;

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".theme"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void is_whole(Path file) throws IOException {
        ThemeReader.Result result = read(file);
        assertThat(result.problems()).isEmpty();
        assertThat(Stream.of(Role.values())
                        .filter(role -> result.theme().said(role).isEmpty()))
                .as("roles that are missing")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void text_is_readable(Path file) throws IOException {
        Theme theme = read(file).theme();
        for (Role role : List.of(
                Role.FG,
                Role.DIM,
                Role.TITLE,
                Role.KEY,
                Role.ERROR,
                Role.WARN,
                Role.OK,
                Role.STATE_RUN,
                Role.STATE_FREEZE,
                Role.STATE_STOP,
                Role.STATE_EXIT0,
                Role.STATE_FAIL,
                Role.STATE_OOM,
                Role.LIMIT_MAX,
                Role.LIMIT_HIGH,
                Role.LIMIT_STAGED,
                Role.GRAPH_WITH,
                Role.MARK_A,
                Role.MARK_B,
                Role.THROTTLE,
                Role.OOM,
                Role.EVENT)) {
            assertContrast(theme, role, Role.BG);
        }
        assertContrast(theme, Role.SELECTION_FG, Role.SELECTION_BG);
    }

    @ParameterizedTest
    @MethodSource("files")
    void limits_stand_out_from_what_they_limit(Path file) throws IOException {
        Theme theme = read(file).theme();
        if (theme.name().equals("mono")) {
            return; // there the glyph tells
        }
        Paint limit = theme.said(Role.LIMIT_MAX).orElseThrow();
        for (Role graph : List.of(
                Role.GRAPH_CPU,
                Role.GRAPH_CPU_SYS,
                Role.GRAPH_MEM,
                Role.GRAPH_MEM_ANON,
                Role.GRAPH_MEM_FILE,
                Role.GRAPH_MEM_KERNEL,
                Role.GRAPH_SWAP,
                Role.GRAPH_IO_READ,
                Role.GRAPH_IO_WRITE,
                Role.GRAPH_PIDS)) {
            assertThat(theme.said(graph).orElseThrow().stops()).doesNotContain(limit.at(0));
        }
        assertThat(limit.at(0))
                .isNotEqualTo(theme.said(Role.LIMIT_STAGED).orElseThrow().at(0));
        Paint high = theme.said(Role.LIMIT_HIGH).orElseThrow();
        assertThat(high.at(0)).isNotEqualTo(limit.at(0));
        for (Role graph : List.of(Role.GRAPH_MEM_ANON, Role.GRAPH_MEM_FILE, Role.GRAPH_MEM_KERNEL)) {
            assertThat(theme.said(graph).orElseThrow().stops()).doesNotContain(high.at(0));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void parts_that_are_stacked_differ_from_each_other(Path file) throws IOException {
        Theme theme = read(file).theme();
        if (theme.name().equals("mono")) {
            return; // there the texture tells
        }
        for (List<Role> stack : List.of(
                List.of(Role.GRAPH_CPU_SYS, Role.GRAPH_CPU),
                List.of(Role.GRAPH_MEM_KERNEL, Role.GRAPH_MEM_ANON, Role.GRAPH_MEM_FILE, Role.GRAPH_SWAP),
                List.of(Role.GRAPH_IO_READ, Role.GRAPH_IO_WRITE),
                List.of(Role.GRAPH_NET_RX, Role.GRAPH_NET_TX),
                List.of(Role.GRAPH_PSI_SOME, Role.GRAPH_PSI_FULL),
                List.of(Role.MARK_A, Role.MARK_B))) {
            assertThat(stack.stream().map(role -> theme.said(role).orElseThrow().at(0)))
                    .as("%s: %s", theme.name(), stack)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void the_built_in_theme_is_the_one_of_sixteen_colours() throws IOException {
        Theme file = read(FOLDER.resolve("terminal.theme")).theme();
        for (Role role : Role.values()) {
            assertThat(file.said(role)).as(role.key()).isEqualTo(Theme.builtIn().said(role));
        }
    }

    @Test
    void the_theme_without_colour_is_what_is_worn_without_colour() throws IOException {
        Theme file = read(FOLDER.resolve("mono.theme")).theme();
        for (Role role : Role.values()) {
            assertThat(file.said(role)).as(role.key()).contains(file.paint(role, ColorDepth.NONE));
        }
    }

    @Test
    void all_of_them_are_found_in_their_folder() {
        Themes themes = Themes.load(FOLDER);
        assertThat(themes.names())
                .contains("mono", "shibafu-dark", "shibafu-light", "terminal", "high-contrast")
                .hasSizeGreaterThanOrEqualTo(18);
        assertThat(themes.problems()).isEmpty();
        for (ColorDepth depth : ColorDepth.values()) {
            assertThat(themes.find(Themes.standard(depth))).isPresent();
        }
    }

    private static void assertContrast(Theme theme, Role front, Role ground) {
        if (theme.said(front).orElseThrow().at(0) instanceof Color.Rgb one
                && theme.said(ground).orElseThrow().at(0) instanceof Color.Rgb two) {
            assertThat(one.contrast(two))
                    .as("%s: %s on %s", theme.name(), front.key(), ground.key())
                    .isGreaterThanOrEqualTo(READABLE);
        }
    }

    private static ThemeReader.Result read(Path file) throws IOException {
        return ThemeReader.read(Themes.name(file), file.toString(), Files.readString(file));
    }
}
