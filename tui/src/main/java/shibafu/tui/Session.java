package shibafu.tui;

import com.googlecode.lanterna.screen.TerminalScreen;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shibafu.engine.ShibafuException;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.Subscription;
import shibafu.engine.service.Engine;
import shibafu.tui.demo.Demo;
import shibafu.tui.export.Exporter;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.keys.KeymapReader;
import shibafu.tui.replay.Deck;
import shibafu.tui.stats.Host;
import shibafu.tui.tape.About;
import shibafu.tui.tape.Player;
import shibafu.tui.tape.Recorder;
import shibafu.tui.term.Keyboard;
import shibafu.tui.term.ScreenPainter;
import shibafu.tui.term.Shells;
import shibafu.tui.term.TerminalFacts;
import shibafu.tui.term.Tty;
import shibafu.tui.theme.Theme;
import shibafu.tui.theme.Themes;

/// One use of the screen, from taking the terminal to giving it back: wires the loop to terminal, engine and
/// keyboard.
final class Session {
    private final BlockingQueue<Msg> queue = new LinkedBlockingQueue<>();
    private final Tty tty;
    private final Engine engine;
    private final Poller poller;
    private final Keyboard keyboard;
    private final Shells shells;
    private final Effects effects;
    private final Recorder recorder;
    private final Optional<Player> player;
    private final Exporter exporter;
    private final String theme;
    private final TerminalAnswers answers;
    private final App app;

    private Session(
            Tty tty,
            Feed feed,
            TerminalFacts facts,
            Themes themes,
            String theme,
            KeymapReader.Result keys,
            Options options,
            Map<String, String> environment)
            throws IOException {
        this.tty = tty;
        this.engine = feed.engine();
        this.theme = theme;
        Clock clock = Clock.systemUTC();
        Host host = feed instanceof Feed.Recorded recorded ? recorded.tape().host() : host();
        keyboard = new Keyboard(new FileInputStream(FileDescriptor.in), queue::add);
        answers = new TerminalAnswers(tty, options.autoTheme, name -> queue.add(new Msg.ThemeFits(name)));
        keyboard.answers(answers::heard);
        answers.ask(facts, options.sync);
        shells = new Shells(keyboard, this::tell, environment, keys.keymap());
        exporter = new Exporter(options.recordTo, environment);
        recorder = new Recorder(
                options.recordTo,
                environment,
                new About(Options.VERSION, host, options.sampleEvery()),
                Recorder.Clocks.REAL,
                this.engine::config,
                shells::tap,
                queue::add);
        poller = new Poller(this.engine, this::tell, options.sampleEvery(), clock);
        TerminalScreen screen = new TerminalScreen(tty);
        screen.startScreen();
        ScreenPainter painter =
                new ScreenPainter(screen, facts.depth(), themes.find(theme).orElseGet(Theme::builtIn));
        Display display = new TerminalDisplay(tty, screen, painter, themes, facts.symbols());
        effects = new Effects(this.engine, shells, this::tell, poller, this::tape);
        player = feed instanceof Feed.Recorded recorded
                ? Optional.of(new Player(recorded.tape(), queue::add, System::nanoTime))
                : Optional.empty();
        Model start = Model.start(tty.size(), host, clock.instant(), themes.names(), theme)
                .withKeymap(keys.keymap())
                .withDeck(player.<Deck>map(playing -> new Deck.Replaying(playing.position()))
                        .orElse(Deck.IDLE));
        app = new App(start, queue, display, effects);
        tty.onResize(size -> queue.add(new Msg.Resized(size)));
        options.problems.forEach(problem -> queue.add(new Msg.Told(true, problem)));
        facts.note().ifPresent(note -> queue.add(new Msg.Told(false, note)));
        keys.problems().forEach(problem -> queue.add(new Msg.Told(true, problem + "; the built-in keys hold")));
        themes.problems().forEach(problem -> queue.add(new Msg.Told(true, problem)));
    }

    /// Takes the terminal.
    ///
    /// @param closing gets what gives it back
    /// @return empty if standard input is none
    static Optional<Session> open(
            Feed feed,
            TerminalFacts facts,
            Themes themes,
            String theme,
            KeymapReader.Result keys,
            Options options,
            Map<String, String> environment,
            Closing closing)
            throws IOException {
        Optional<Tty> tty = Tty.open();
        if (tty.isEmpty()) {
            return Optional.empty();
        }
        closing.add(tty.get()::restore);
        Session session = new Session(tty.get(), feed, facts, themes, theme, keys, options, environment);
        closing.add(session.poller::close);
        closing.add(session.shells::close);
        closing.add(session.recorder::close);
        session.player.ifPresent(player -> closing.add(player::close));
        closing.add(session.effects::close);
        return Optional.of(session);
    }

    /// What happens is for the screen, and for who records it.
    private void tell(Msg msg) {
        recorder.heard(msg);
        queue.add(msg);
    }

    private void tape(Effect.Tape tape) {
        switch (tape) {
            case Effect.StartRecord start -> recorder.start(start.theme());
            case Effect.StopRecord stop -> recorder.stop();
            case Effect.Export export -> export(export);
            case Effect.Replay replay -> player.ifPresent(playing -> playing.perform(replay.action()));
        }
    }

    private void export(Effect.Export export) {
        try {
            String folder = exporter.export(export.id(), export.points(), export.now());
            queue.add(new Msg.Told(false, "wrote the graphs of " + export.id() + " into " + folder));
        } catch (ShibafuException e) {
            queue.add(new Msg.Told(true, Effects.words(e)));
        }
    }

    /// Records from now on.
    void record() {
        tape(new Effect.StartRecord(theme));
    }

    /// Hears of the mouse from now on.
    void mouse() throws IOException {
        tty.mouse(true);
    }

    /// Starts the samples while the screen is already there.
    void demo(Demo demo) {
        Thread.ofVirtual().name("demo").start(() -> {
            demo.start(problem -> queue.add(new Msg.Told(true, problem)));
            poller.listNow();
        });
    }

    /// Returns when the user leaves.
    @SuppressWarnings("try") // the subscription is held, not used
    void run() throws IOException, InterruptedException {
        answers.listen();
        keyboard.start();
        answers.awaitTheme();
        player.ifPresentOrElse(Player::start, poller::start);
        try (Subscription listening = listen()) {
            app.run();
        }
    }

    /// Where the kernel can't be heard, the screen does without.
    private Subscription listen() {
        try {
            return engine.events(this::happened);
        } catch (ShibafuException e) {
            queue.add(new Msg.Told(true, Effects.words(e)));
            return () -> {};
        }
    }

    private void happened(ContainerEvent event) {
        tell(new Msg.Happened(event));
        switch (event) {
            case ContainerEvent.Created e -> poller.listNow();
            case ContainerEvent.Started e -> poller.listNow();
            case ContainerEvent.Exited e -> poller.listNow();
            case ContainerEvent.Removed e -> poller.listNow();
            case ContainerEvent.Frozen e -> poller.listNow();
            case ContainerEvent.Thawed e -> poller.listNow();
            case ContainerEvent.Renamed e -> poller.listNow();
            case ContainerEvent.HealthChanged e -> poller.listNow();
            default -> {
                // What a cgroup counts is in its next sample.
            }
        }
    }

    private static Host host() {
        long memory = 0;
        try {
            Matcher total =
                    Pattern.compile("MemTotal:\\s+([0-9]+) kB").matcher(Files.readString(Path.of("/proc/meminfo")));
            memory = total.find() ? Long.parseLong(total.group(1)) * 1024 : 0;
        } catch (IOException e) {
            // Then the header says nothing of it.
        }
        return new Host(Runtime.getRuntime().availableProcessors(), memory, ZoneId.systemDefault());
    }
}
