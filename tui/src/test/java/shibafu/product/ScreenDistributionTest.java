package shibafu.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole screen in a real terminal: a person starts it, makes a container, types in its shell, turns its limit,
/// and leaves.
@RequiresRoot
final class ScreenDistributionTest {
    private final String name = "screen-" + ProcessHandle.current().pid();

    @AfterEach
    void remove() {
        Product.shibafu("delete", "--force", name);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "200, 50"})
    void shows_makes_enters_limits_and_leaves(int columns, int rows) {
        try (Tmux terminal = new Tmux(columns, rows, Product.DISTRIBUTION.resolve("bin/shibafu-tui") + " --demo")) {
            terminal.expect("demo-memory")
                    .expect("demo-cpu")
                    .expect("demo-shell")
                    .expect("run");
            terminal.press("n").expect("new container");
            newContainer(terminal);
            terminal.expectGone("new container").expect("▸ " + name);
            terminal.press("/")
                    .type("screen")
                    .press("Enter")
                    .expectGone("demo-cpu")
                    .expect("▸ " + name);
            terminal.press("e").expect("[sh " + name + "]").expect("/ #");
            // The list and the graphs stay in sight.
            terminal.type("echo hi; hostname")
                    .press("Enter")
                    .expect("│hi")
                    .expect("│" + name)
                    .expect(name + " memory");
            terminal.press("C-]").expect("e enters").press("z").expectGone("CPU of LIM");
            terminal.press("z").expect("CPU of LIM").press("e").expect("^] leaves");
            terminal.type("exit")
                    .press("Enter")
                    .expect("ended with 0")
                    .press("x")
                    .expect("e opens a shell in");
            limits(terminal);
            terminal.press("Escape").expectGone("limits of").press("q").expect("the program ended with 0");
        }
        assertThat(Product.shibafu("list", "-q").output()).contains(name).doesNotContain("demo-");
        assertThat(Product.shibafu("stats", "--no-stream", "--json", name).output())
                .contains("\"limitBytes\" : 33554432");
    }

    private void newContainer(Tmux terminal) {
        // Image is chosen already; the next fields are command, name, memory.
        terminal.press("Tab")
                .type("sleep 1000")
                .press("Tab")
                .type(name)
                .press("Tab")
                .type("64m")
                .press("Enter");
    }

    private static void limits(Tmux terminal) {
        terminal.press("L")
                .expect("limits of")
                .press("C-u")
                .type("32m")
                .press("Enter")
                .expect("the kernel took it");
    }
}
