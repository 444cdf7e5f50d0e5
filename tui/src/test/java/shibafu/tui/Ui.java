package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.Engine;
import shibafu.pty.vt.MouseEvent;
import shibafu.pty.vt.VtTerminal;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Size;
import shibafu.tui.draw.Symbols;
import shibafu.tui.export.Exporter;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.KeymapReader;
import shibafu.tui.replay.Deck;
import shibafu.tui.replay.ReplayAction;
import shibafu.tui.stats.Host;
import shibafu.tui.tape.About;
import shibafu.tui.tape.Player;
import shibafu.tui.tape.Recorder;
import shibafu.tui.tape.ReplayEngine;
import shibafu.tui.tape.Tape;
import shibafu.tui.tape.TapeReader;
import shibafu.tui.term.ShellHost;
import shibafu.tui.term.ShellTap;

/// The whole screen without terminal, threads or clock, driven in sentences that read aloud:
/// `ui.press("n").type("busybox").press("enter").expectScreen("created")`.
final class Ui implements Display, ShellHost {
    private final FakeEngine engine;
    private final Symbols symbols;
    private final Effects effects;
    private final Deque<Msg> queue = new ConcurrentLinkedDeque<>();
    private final List<String> copied = new ArrayList<>();
    private final List<String> shellCalls = new ArrayList<>();
    private final Map<Long, VtTerminal> terminals = new HashMap<>();
    private final Map<Long, String> shellIds = new HashMap<>();
    private ShellTap tap = ShellTap.NONE;
    private long nanos;
    private Optional<Path> exports = Optional.empty();
    private Optional<Player> player = Optional.empty();
    private Optional<Recorder> recorder = Optional.empty();
    private final List<Duration> intervals = new ArrayList<>();
    private final List<String> saves = new ArrayList<>();
    private boolean suspended;
    private boolean redrawn;
    private Instant clock = FakeEngine.EPOCH;
    private Model model;

    private Ui(FakeEngine engine, Engine asked, Size size, Symbols symbols) {
        this.engine = engine;
        this.symbols = symbols;
        this.effects = new Effects(asked, this, this::hear, new IdleWatch(), this::tape);
        this.model = Model.start(
                size,
                new Host(4, 16L << 30, ZoneOffset.UTC),
                FakeEngine.EPOCH,
                List.of("mono", "shibafu-dark", "terminal"),
                "shibafu-dark");
    }

    /// With keys of the user's own.
    static Ui over(FakeEngine engine, String fileOfKeys) {
        Ui ui = new Ui(engine, engine, new Size(80, 24), Symbols.UNICODE);
        KeymapReader.Result keys = KeymapReader.read("keys", fileOfKeys, KeyTables.ALL, KeyTables.TOGETHER);
        assertThat(keys.problems()).isEmpty();
        ui.model = ui.model.withKeymap(keys.keymap());
        return ui.poll();
    }

    static Ui over(FakeEngine engine) {
        return over(engine, 80, 24);
    }

    static Ui over(FakeEngine engine, int columns, int rows) {
        return new Ui(engine, engine, new Size(columns, rows), Symbols.UNICODE).poll();
    }

    static Ui over(FakeEngine engine, Size size, Symbols symbols) {
        return new Ui(engine, engine, size, symbols).poll();
    }

    static Ui over(FakeEngine engine, Symbols symbols) {
        return new Ui(engine, engine, new Size(80, 24), symbols).poll();
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

    /// Clicks, where a text stands on the screen.
    Ui click(String text) {
        List<String> lines = screen().lines().toList();
        for (int row = 0; row < lines.size(); row++) {
            int column = lines.get(row).indexOf(text);
            if (column >= 0) {
                return mouse(MouseEvent.Action.PRESSED, MouseEvent.Button.LEFT, column, row);
            }
        }
        throw new AssertionError("nowhere on the screen: " + text);
    }

    /// The mouse is moved with its button held over a shell whose program does not want to hear of it.
    Ui drag(long number, int fromRow, int fromColumn, int toRow, int toColumn) {
        VtTerminal terminal = Objects.requireNonNull(terminals.get(number));
        MouseEvent.Button left = MouseEvent.Button.LEFT;
        return tell(new Msg.DragBegan(
                number,
                terminal.transcript(),
                0,
                MouseEvent.of(MouseEvent.Action.PRESSED, left, fromRow, fromColumn),
                MouseEvent.of(MouseEvent.Action.MOVED, left, toRow, toColumn)));
    }

    Ui wheel(MouseEvent.Button way, int column, int row) {
        return mouse(MouseEvent.Action.PRESSED, way, column, row);
    }

    Ui mouse(MouseEvent.Action action, MouseEvent.Button button, int column, int row) {
        return tell(new Msg.Mouse(MouseEvent.of(action, button, row, column)));
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

    /// The shell with that number prints something.
    Ui shellPrints(long number, String text) {
        VtTerminal terminal = Objects.requireNonNull(terminals.get(number));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
        tap.printed(number, bytes, bytes.length);
        return tell(new Msg.ShellScreen(number, terminal.snapshot(0)));
    }

    Ui shellEnds(long number, String id, int code, Duration lasted, String lastWords) {
        return tell(new Msg.ShellEnded(number, id, code, lasted, lastWords));
    }

    /// Ctrl-] was typed in a shell.
    Ui leaveShell() {
        return tell(new Msg.ShellLeft());
    }

    /// R records into a folder from now on; its clock is that of the containers.
    Ui recordingTo(Path folder, Map<String, String> environment) {
        Recorder.Clocks clocks = new Recorder.Clocks(() -> FakeEngine.EPOCH.plusNanos(nanos), () -> nanos);
        About about = new About("0.0", model.host(), Duration.ofSeconds(1));
        recorder = Optional.of(new Recorder(folder, environment, about, clocks, engine::config, this::tap, queue::add));
        recorder.get().heard(new Msg.Listed(model.list().rows(), model.now()));
        return this;
    }

    private void exported(Effect.Export export) {
        String folder =
                new Exporter(exports.orElseThrow(), Map.of()).export(export.id(), export.points(), export.now());
        queue.add(new Msg.Told(false, "wrote into " + folder));
    }

    /// Ctrl-S writes into a folder from now on.
    Ui exportingTo(Path folder) {
        exports = Optional.of(folder);
        return this;
    }

    /// A screen over a recording, which plays as fast as [#wait] lets time pass.
    static Ui replaying(Path recording, int columns, int rows) {
        return replaying(recording, new Size(columns, rows), Symbols.UNICODE);
    }

    static Ui replaying(Path recording, Size size, Symbols symbols) {
        Tape tape = TapeReader.read(recording);
        Ui ui = new Ui(new FakeEngine(), new ReplayEngine(tape), size, symbols);
        Player playing = new Player(tape, ui.queue::add, () -> ui.nanos);
        ui.player = Optional.of(playing);
        ui.model = ui.model.withDeck(new Deck.Replaying(playing.position()));
        playing.perform(ReplayAction.BEGINNING);
        return ui.pass(Duration.ZERO);
    }

    /// Lets a recording play for so long.
    Ui pass(Duration time) {
        nanos += time.toNanos();
        player.orElseThrow().tick();
        return drain();
    }

    private void hear(Msg msg) {
        if (msg instanceof Msg.Sampled sampled) {
            nanos = Math.max(nanos, sampled.sample().nanoTime());
        }
        recorder.ifPresent(listening -> listening.heard(msg));
        queue.add(msg);
    }

    private void tape(Effect.Tape tape) {
        switch (tape) {
            case Effect.StartRecord start -> recorder.orElseThrow().start(start.theme());
            case Effect.StopRecord stop -> recorder.orElseThrow().stop();
            case Effect.Export export -> exported(export);
            case Effect.Replay replay -> player.orElseThrow().perform(replay.action());
        }
    }

    Ui tell(Msg msg) {
        hear(msg);
        return drain();
    }

    private Ui step(Step step) {
        model = step.model();
        step.effects().forEach(this::perform);
        return drain();
    }

    private Ui drain() {
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
            case Effect.Ask ask -> hear(effects.answer(ask));
            case Effect.Preview preview -> hear(effects.limits().previewed(preview));
            case Effect.ReadLimits read -> hear(effects.limits().limits(read));
            case Effect.Guard guard -> effects.guard(guard);
            case Effect.Save save -> saves.add(save.name() + "\n" + save.text());
            case Effect.OfImages asked -> hear(effects.images().answer(asked));
            case Effect.Read read -> hear(effects.text(read));
            case Effect.FindBusiest find -> effects.busiest(find).ifPresent(this::hear);
            case Effect.OpenShell open -> effects.startNow(open);
            case Effect.FocusShell focus -> effects.focus(focus);
            case Effect.CloseShell close -> close(close.number());
            case Effect.TakeTranscript take -> effects.transcript(take);
            case Effect.Copy copy -> copied.add(copy.text());
            case Effect.Tape tape -> tape(tape);
            case Effect.Leave leave -> queue.add(new Msg.InputEnded());
            case Effect.ShellMouse mouse -> effects.mouse(mouse);
            case Effect.LeaveShell leave -> effects.leave();
            case Effect.Mouse mouse -> shellCalls.add("mouse " + (mouse.on() ? "on" : "off"));
            case Effect.Interval interval -> intervals.add(interval.every());
            case Effect.Redraw redraw -> redrawn = true;
            case Effect.Suspend suspend -> suspended = true;
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

    /// What stands further up, or further left, comes first.
    Ui expectInOrder(String... parts) {
        assertThat(screen()).containsSubsequence(parts);
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

    /// Files that were written, the name in a line before the text.
    List<String> saves() {
        return List.copyOf(saves);
    }

    /// The screen ends, as by a signal.
    Ui end() {
        effects.close();
        return this;
    }

    /// What was typed after `:sweep`.
    Ui sweep(String argument) {
        return step(Sweeping.command(model, argument));
    }

    Ui expectTheme(String name) {
        assertThat(model.theme()).isEqualTo(name);
        return this;
    }

    /// What was asked of the engine so far, by whoever came first.
    Ui expectCallsInAnyOrder(String... calls) {
        assertThat(engine.calls()).containsExactlyInAnyOrder(calls);
        return this;
    }

    /// The names in the list, from above.
    Ui expectRows(String... ids) {
        assertThat(model.list().visible().stream().map(ContainerRow::id)).containsExactly(ids);
        return this;
    }

    Ui expectEnded() {
        assertThat(model.ended()).isTrue();
        return this;
    }

    /// What was asked of the shells so far, to the last.
    Ui expectShells(String... calls) {
        assertThat(shellCalls).containsExactly(calls);
        return this;
    }

    /// What was copied to the terminal's clipboard so far.
    Ui expectCopied(String... texts) {
        assertThat(copied).containsExactly(texts);
        return this;
    }

    Ui expectIntervals(Duration... times) {
        assertThat(intervals).containsExactly(times);
        return this;
    }

    Ui expectSuspended() {
        assertThat(suspended).isTrue();
        return this;
    }

    Ui expectRedrawn() {
        assertThat(redrawn).isTrue();
        return this;
    }

    Model model() {
        return model;
    }

    String screen() {
        return Golden.characters(draw());
    }

    Canvas draw() {
        Canvas canvas = canvas(model);
        View.draw(canvas, model);
        return canvas;
    }

    @Override
    public Canvas canvas(Model shown) {
        return new Canvas(shown.size(), symbols);
    }

    @Override
    public void open(long number, String id, List<String> command, Size size) {
        VtTerminal terminal = new VtTerminal(size.columns(), size.rows(), answer -> {});
        terminals.put(number, terminal);
        shellIds.put(number, id);
        tap.opened(number, id, terminal.snapshot(0));
        shellCalls.add("open " + number + " " + size.columns() + "x" + size.rows() + ": " + String.join(" ", command));
    }

    @Override
    public void tap(ShellTap listener) {
        tap = listener;
        terminals.forEach((number, terminal) ->
                tap.opened(number, Objects.requireNonNull(shellIds.get(number)), terminal.snapshot(0)));
    }

    @Override
    public void focus(long number, boolean leaveKey) {
        shellCalls.add("focus " + number + (leaveKey ? " after ^]" : ""));
    }

    @Override
    public void mouse(long number, MouseEvent event) {
        shellCalls.add("mouse " + number + " " + event.action() + " " + event.button() + " " + event.column() + ","
                + event.row());
    }

    @Override
    public void leave() {
        shellCalls.add("leave");
    }

    @Override
    public void mouse(boolean on) {}

    @Override
    public void resize(Size size) {
        shellCalls.add("resize " + size.columns() + "x" + size.rows());
    }

    @Override
    public void takeTranscript(long number) {
        VtTerminal terminal = Objects.requireNonNull(terminals.get(number));
        queue.add(new Msg.TranscriptCame(number, terminal.transcript(), 0));
    }

    @Override
    public void close(long number) {
        shellCalls.add("close " + number);
    }

    @Override
    public void show(Canvas frame, String theme) {}

    @Override
    public void forget() {}

    @Override
    public void copy(String text) {
        copied.add(text);
    }

    @Override
    public void suspend() {}
}
