package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Size;
import shibafu.tui.draw.Symbols;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.keys.Key;
import shibafu.tui.stats.Host;
import shibafu.tui.term.HandOver;

/// The whole screen without terminal, threads or clock, driven in sentences that read aloud:
/// `ui.press("n").type("busybox").press("enter").expectScreen("created")`.
final class Ui implements Display {
    private final FakeEngine engine;
    private final Symbols symbols;
    private final Effects effects;
    private final Deque<Msg> queue = new ArrayDeque<>();
    private HandOver.Ended shellEnd = new HandOver.Ended(0, Duration.ofSeconds(12), "");
    private String lent = "";
    private boolean redrawn;
    private Instant clock = FakeEngine.EPOCH;
    private Model model;

    private Ui(FakeEngine engine, Size size, Symbols symbols) {
        this.engine = engine;
        this.symbols = symbols;
        this.effects = new Effects(engine, this, queue::add, () -> {});
        this.model = Model.start(
                size,
                new Host(4, 16L << 30, ZoneOffset.UTC),
                FakeEngine.EPOCH,
                List.of("mono", "shibafu-dark", "terminal"),
                "shibafu-dark");
    }

    static Ui over(FakeEngine engine) {
        return over(engine, 80, 24);
    }

    static Ui over(FakeEngine engine, int columns, int rows) {
        return new Ui(engine, new Size(columns, rows), Symbols.UNICODE).poll();
    }

    static Ui over(FakeEngine engine, Symbols symbols) {
        return new Ui(engine, new Size(80, 24), symbols).poll();
    }

    /// One round of what the poller does: the list, then a sample of each container.
    Ui poll() {
        try {
            List<ContainerRow> rows = engine.list();
            tell(new Msg.Listed(rows, model.now()));
            for (ContainerRow row : rows) {
                try {
                    engine.sample(row.id()).ifPresent(sample -> tell(new Msg.Sampled(row.id(), sample)));
                } catch (RuntimeException e) {
                    tell(new Msg.SampleFailed(row.id(), Effects.words(e)));
                }
            }
        } catch (RuntimeException e) {
            tell(new Msg.ListFailed(Effects.words(e), model.now()));
        }
        return this;
    }

    Ui poll(int times) {
        for (int i = 0; i < times; i++) {
            poll();
        }
        return this;
    }

    /// Presses keys, one after another, by their names.
    Ui press(String... names) {
        for (String name : names) {
            boolean types = name.codePointCount(0, name.length()) == 1;
            tell(new Msg.KeyPressed(types ? Key.typed(name.codePointAt(0)) : Key.named(name)));
        }
        return this;
    }

    /// Types text, a key a character.
    Ui type(String text) {
        text.codePoints().forEach(c -> tell(new Msg.KeyPressed(Key.typed(c))));
        return this;
    }

    Ui paste(String text) {
        return tell(new Msg.Pasted(text));
    }

    Ui resize(int columns, int rows) {
        return tell(new Msg.Resized(new Size(columns, rows)));
    }

    /// Lets time pass on the wall clock.
    Ui wait(Duration time) {
        clock = clock.plus(time);
        return tell(new Msg.Listed(engine.list(), clock));
    }

    /// How the next shell will end.
    Ui shellWillEnd(int code, String lastWords) {
        shellEnd = new HandOver.Ended(code, Duration.ofSeconds(1), lastWords);
        return this;
    }

    Ui tell(Msg msg) {
        queue.add(msg);
        while (!queue.isEmpty()) {
            Step step = Update.update(model, queue.remove());
            model = step.model();
            for (Effect effect : step.effects()) {
                perform(effect);
            }
        }
        return this;
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Ask ask -> queue.add(effects.answer(ask));
            case Effect.OpenShell open -> queue.add(effects.shell(open.id()));
            case Effect.Redraw redraw -> redrawn = true;
            case Effect.Suspend suspend -> lent = "suspended";
        }
    }

    Ui expectSelected(String id) {
        assertThat(model.list().selected()).contains(id);
        return this;
    }

    Ui expectScreen(String... parts) {
        assertThat(screen()).contains(parts);
        return this;
    }

    Ui expectNotOnScreen(String... parts) {
        assertThat(screen()).doesNotContain(parts);
        return this;
    }

    /// The line above the footer.
    Ui expectStatus(String part) {
        List<String> lines = screen().lines().toList();
        assertThat(lines.get(lines.size() - 2)).contains(part);
        return this;
    }

    Ui expectFooter(String part) {
        assertThat(screen().lines().toList().getLast()).contains(part);
        return this;
    }

    /// What was asked of the engine so far, to the last.
    Ui expectCalls(String... calls) {
        assertThat(engine.calls()).containsExactly(calls);
        return this;
    }

    Ui expectEnded() {
        assertThat(model.ended()).isTrue();
        return this;
    }

    Ui expectLent(String command) {
        assertThat(lent).isEqualTo(command);
        return this;
    }

    Ui expectRedrawn() {
        assertThat(redrawn).isTrue();
        return this;
    }

    /// Compares with `golden/<columns>x<rows>/<name>.txt`.
    void expectGolden(String name) {
        Golden.check(model.size().columns() + "x" + model.size().rows() + "/" + name, draw());
    }

    Model model() {
        return model;
    }

    String screen() {
        return Golden.characters(draw());
    }

    private Canvas draw() {
        Canvas canvas = canvas(model);
        View.draw(canvas, model);
        return canvas;
    }

    @Override
    public Canvas canvas(Model shown) {
        return new Canvas(shown.size(), symbols);
    }

    @Override
    public HandOver.Ended lend(String banner, List<String> command) {
        lent = String.join(" ", command);
        return shellEnd;
    }

    @Override
    public void show(Canvas frame, String theme) {}

    @Override
    public void forget() {}

    @Override
    public void suspend() {}
}
