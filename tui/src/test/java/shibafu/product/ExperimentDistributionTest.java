package shibafu.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An experiment as the screen is made for: a program runs into its limit while one types beside it, the kill is seen
/// as it happens, the limit is turned, and the next run survives.
@RequiresRoot
final class ExperimentDistributionTest {
    private static final String AGAIN =
            "while :; do /experiments/fill-memory --step 4m --until 60m --pause 0 " + "&& echo survived; sleep 1; done";

    private final String prefix = "experiment-" + ProcessHandle.current().pid();
    private final List<String> names = List.of(prefix + "-fill", prefix + "-a", prefix + "-b");

    @AfterEach
    void remove() {
        names.forEach(name -> Product.shibafu("delete", "--force", name));
    }

    @Test
    void a_limit_is_met_seen_turned_and_met_no_more() {
        run(names.get(0), "40m", "sh", "-c", AGAIN);
        run(names.get(1), "max", "sleep", "1000");
        run(names.get(2), "max", "sleep", "1000");
        try (Tmux terminal =
                new Tmux(80, 24, Product.DISTRIBUTION.resolve("bin/shibafu-tui").toString())) {
            terminal.expect(names.get(2))
                    .press("/")
                    .type(names.get(0))
                    .press("Enter")
                    .expectGone(names.get(1));
            terminal.press("e")
                    .expect("/ #")
                    .type("echo ty''ping")
                    .press("Enter")
                    .expect("│typing");
            terminal.expect("✖").expect("oom-kill: ");
            terminal.type("echo still ty''ping").press("Enter").expect("│still typing");
            terminal.press("C-]").expect("e enters").press("L").expect("limits of");
            terminal.type("100m").expect("Enter writes memory.").press("Enter").expect("the kernel took it");
            terminal.press("Escape").expectGone("limits of").press("l").expect("survived");
            terminal.press("Escape")
                    .expectGone("log of")
                    .press("q")
                    .expect("quit: ")
                    .press("y")
                    .expect("the program ended with 0");
        }
    }

    private static void run(String name, String memory, String... program) {
        List<Object> command = new ArrayList<>(List.of("run", "-d", "--name", name, "--memory", memory, "busybox"));
        command.addAll(List.of(program));
        assertThat(Product.shibafu(command.toArray()).code()).isZero();
    }
}
