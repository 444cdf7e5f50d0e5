package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Size;
import shibafu.tui.draw.Symbols;
import shibafu.tui.flow.Msg;
import shibafu.tui.keys.Key;
import shibafu.tui.stats.Host;
import shibafu.tui.term.ScreenPainter;
import shibafu.tui.theme.ColorDepth;
import shibafu.tui.theme.Theme;

/// The loop with its real threads, poller and Lanterna's own refresh, on a terminal in memory.
@Timeout(30)
final class AppTest {
    private final FakeEngine engine = new FakeEngine(Duration.ofMillis(100), Optional.of(Instant::now))
            .with("web")
            .with("db");
    private final BlockingQueue<Msg> queue = new LinkedBlockingQueue<>();
    private final DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(80, 24));
    private final AtomicInteger frames = new AtomicInteger();

    @Test
    void shows_what_the_poller_finds_and_does_what_keys_say() throws Exception {
        Thread loop = start();
        await(() -> line(2).contains("web") && line(3).contains("db"));
        queue.add(new Msg.KeyPressed(Key.typed('j')));
        queue.add(new Msg.KeyPressed(Key.typed('p')));
        await(() -> line(3).contains("frozen"));
        assertThat(engine.calls()).containsExactly("pause db");
        await(() -> line(22).contains("froze db"));
        leave(loop);
    }

    @Test
    void draws_nothing_while_nothing_changes() throws Exception {
        Thread loop = start();
        await(() -> line(2).contains("web"));
        engine.refuse("sample", "kaput");
        await(() -> line(2).contains("kaput") && line(3).contains("kaput"));
        int before;
        do {
            before = frames.get();
            Thread.sleep(300); // a frame that is being painted may still be on its way
        } while (frames.get() != before);
        Thread.sleep(700);
        assertThat(frames.get()).isEqualTo(before);
        leave(loop);
    }

    @Test
    void many_messages_make_few_frames() throws Exception {
        Thread loop = start();
        await(() -> line(2).contains("web"));
        int before = frames.get();
        for (int i = 0; i < 1000; i++) {
            queue.add(new Msg.KeyPressed(Key.typed(i % 2 == 0 ? 'j' : 'k')));
        }
        await(queue::isEmpty);
        assertThat(frames.get() - before).isLessThan(100);
        leave(loop);
    }

    private Thread start() throws IOException {
        TerminalScreen screen = new TerminalScreen(terminal);
        screen.startScreen();
        ScreenPainter painter = new ScreenPainter(screen, ColorDepth.SIXTEEN, Theme.builtIn());
        Display display = new Display() {
            @Override
            public void copy(String text) {}

            @Override
            public void show(Canvas frame, String theme) throws IOException {
                painter.paint(frame);
                frames.incrementAndGet();
            }

            @Override
            public Canvas canvas(Model model) {
                return new Canvas(model.size(), Symbols.UNICODE);
            }

            @Override
            public void forget() {
                painter.forget();
            }

            @Override
            public void mouse(boolean on) {}

            @Override
            public void suspend() {}
        };
        Poller poller = new Poller(engine, queue::add, Duration.ofMillis(100), Clock.systemUTC());
        Effects effects = new Effects(engine, new NoShells(), queue::add, poller, tape -> {});
        Model model = Model.start(
                new Size(80, 24),
                new Host(4, 1 << 30, ZoneOffset.UTC),
                Clock.systemUTC().instant(),
                List.of(),
                "terminal");
        App app = new App(model, queue, display, effects);
        poller.start();
        return Thread.ofPlatform().start(() -> {
            try (poller) {
                app.run();
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void leave(Thread loop) throws InterruptedException {
        queue.add(new Msg.KeyPressed(Key.typed('q')));
        loop.join();
    }

    private String line(int row) {
        StringBuilder text = new StringBuilder();
        for (int x = 0; x < 80; x++) {
            text.append(terminal.getCharacter(x, row).getCharacterString());
        }
        return text.toString();
    }

    private static void await(Supplier<Boolean> condition) throws InterruptedException {
        while (!condition.get()) {
            Thread.sleep(20);
        }
    }
}
