package shibafu.tui;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shibafu.tui.draw.Symbols;
import shibafu.tui.term.TerminalFacts;
import shibafu.tui.term.Tty;

/// What is asked of the terminal at the start, and what it answers within a tenth of a second; later answers count for
/// nothing.
final class TerminalAnswers {
    private static final long LIMIT_MILLIS = 100;
    private static final Pattern BACKGROUND =
            Pattern.compile("]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4}).*");

    private final Tty tty;
    private final boolean themed;
    private final Consumer<String> themes;
    private final CountDownLatch background = new CountDownLatch(1);
    private volatile long listensAt = Long.MAX_VALUE;

    /// @param themed whether the theme depends on the background
    /// @param themes takes the theme that goes with it
    TerminalAnswers(Tty tty, boolean themed, Consumer<String> themes) {
        this.tty = tty;
        this.themed = themed;
        this.themes = themes;
    }

    /// The consoles of Linux would print the questions.
    void ask(TerminalFacts facts, boolean synchronize) throws IOException {
        if (synchronize) {
            tty.synchronize();
        }
        if (facts.symbols().kind() == Symbols.Kind.BLOCKS) {
            background.countDown();
            return;
        }
        if (!synchronize) {
            tty.askSynchronized();
        }
        if (themed) {
            tty.askBackground();
        }
    }

    /// From now on answers are heard; those that came before wait to be read.
    void listen() {
        listensAt = System.nanoTime();
    }

    void heard(String answer) {
        if (System.nanoTime() - listensAt > TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS)) {
            return;
        }
        if (answer.matches(Tty.CAN_SYNCHRONIZE)) {
            tty.synchronize();
        }
        if (themed) {
            theme(answer).ifPresent(name -> {
                themes.accept(name);
                background.countDown();
            });
        }
    }

    /// So that the first frame has the right colours.
    void awaitTheme() throws InterruptedException {
        if (themed && !background.await(LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
            background.countDown();
        }
    }

    /// The theme for a background that was told; light above half of the brightness.
    static Optional<String> theme(String answer) {
        Matcher matcher = BACKGROUND.matcher(answer);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double brightness = 0.2126 * channel(matcher.group(1))
                + 0.7152 * channel(matcher.group(2))
                + 0.0722 * channel(matcher.group(3));
        return Optional.of(brightness > 0.5 ? "shibafu-light" : "shibafu-dark");
    }

    private static double channel(String hex) {
        return Integer.parseInt(hex, 16) / (Math.pow(16, hex.codePointCount(0, hex.length())) - 1);
    }
}
