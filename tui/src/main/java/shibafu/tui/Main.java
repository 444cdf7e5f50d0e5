package shibafu.tui;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import shibafu.engine.ShibafuException;
import shibafu.engine.service.Engine;
import shibafu.engine.service.LocalEngine;
import shibafu.tui.demo.Demo;
import shibafu.tui.keys.KeymapReader;
import shibafu.tui.keys.KeymapText;
import shibafu.tui.once.JsonText;
import shibafu.tui.once.Snapshot;
import shibafu.tui.once.TableText;
import shibafu.tui.plain.PlainMode;
import shibafu.tui.tape.Tape;
import shibafu.tui.tape.TapeReader;
import shibafu.tui.term.TerminalFacts;
import shibafu.tui.term.Tty;
import shibafu.tui.theme.Themes;

/// `shibafu-tui`: a screen where there is a terminal, else one table.
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final Supplier<Engine> engines;

    /// @param engines opens the engine, once it is needed
    Main(Map<String, String> environment, PrintStream out, PrintStream err, Supplier<Engine> engines) {
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.err = err;
        this.engines = engines;
    }

    /// Runs, and ends the JVM with the exit code.
    public static void main(String[] arguments) {
        System.exit(new Main(System.getenv(), System.out, System.err, LocalEngine::open).run(arguments));
    }

    /// @return the exit code: 0, 1 for a failure, 2 for wrong use
    int run(String... arguments) {
        Options options = new Options();
        CommandLine line = new CommandLine(options);
        try {
            line.parseArgs(arguments);
            options.check(line);
        } catch (CommandLine.ParameterException e) {
            return failed(WRONG_USE, e.getMessage() + " (--help tells more)");
        }
        if (line.isUsageHelpRequested()) {
            line.usage(out);
            return 0;
        }
        if (line.isVersionHelpRequested()) {
            line.printVersionHelp(out);
            return 0;
        }
        logTo(options.log);
        boolean named = options.theme.isPresent();
        options.settle(ConfigFile.load(environment));
        Themes themes = themes(options);
        if (options.themes) {
            themes.names().forEach(out::println);
            themes.problems().forEach(problem -> err.println("shibafu-tui: " + problem));
            return 0;
        }
        if (options.printKeys) {
            return printKeys(options);
        }
        Optional<String> unknown = options.theme.map(Main::themeName).filter(name -> themes.find(name)
                .isEmpty());
        if (unknown.isPresent() && !named) {
            options.theme = Optional.empty();
        } else if (unknown.isPresent()) {
            themes.problems().forEach(problem -> err.println("shibafu-tui: " + problem));
            String known = String.join(", ", themes.names());
            return failed(WRONG_USE, "no theme \"" + unknown.get() + "\": there are " + known);
        }
        try (Closing closing = new Closing()) {
            TerminalFacts facts = TerminalFacts.of(environment, device(), options.color.equals("always"), options.utf8);
            if (options.replay.isPresent()) {
                return replay(options, TapeReader.read(options.replay.get()), facts, themes, line);
            }
            if (options.plain) {
                return plain(options, closing);
            }
            if (facts.dumb() && !options.once && Tty.outputIsTerminal()) {
                err.println("shibafu-tui: TERM=" + environment.getOrDefault("TERM", "")
                        + " can't move its cursor: here is one table; --plain goes on");
            }
            return options.once || facts.dumb() || !Tty.outputIsTerminal()
                    ? once(options, closing)
                    : screen(options, facts.with(options.depth(facts.depth(), line), options.ascii), themes, closing);
        } catch (ShibafuException e) {
            return failed(FAILED, Effects.words(e));
        } catch (IOException e) {
            return failed(FAILED, "use the terminal: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(FAILED, "interrupted");
        }
    }

    private int once(Options options, Closing closing) throws InterruptedException {
        options.problems.forEach(problem -> err.println("shibafu-tui: " + problem));
        Engine engine = engines.get();
        Duration gap = options.demo ? options.sampleEvery() : Duration.ofMillis(300);
        int[] problems = {0};
        if (options.demo) {
            Demo demo = new Demo(engine);
            closing.add(demo::close);
            demo.start(problem -> {
                problems[0]++;
                err.println("shibafu-tui: " + problem);
            });
        }
        table(engine, gap, options.json);
        while (options.watch.isPresent() && !out.checkError()) {
            Thread.sleep(Duration.ofMillis(Math.round(options.watch.get() * 1000)));
            if (!options.json) {
                out.println();
            }
            table(engine, gap, options.json);
        }
        return problems[0] == 0 ? 0 : FAILED;
    }

    private void table(Engine engine, Duration gap, boolean json) throws InterruptedException {
        Snapshot snapshot = Snapshot.take(engine, gap);
        out.print(json ? JsonText.of(snapshot) : TableText.of(snapshot));
        out.flush();
    }

    private int plain(Options options, Closing closing) throws InterruptedException {
        Engine engine = engines.get();
        if (options.demo) {
            Demo demo = new Demo(engine);
            closing.add(demo::close);
            demo.start(problem -> err.println("shibafu-tui: " + problem));
        }
        PlainMode.run(engine, options.sampleEvery(), System.in, out);
        return 0;
    }

    private int screen(Options options, TerminalFacts facts, Themes themes, Closing closing)
            throws IOException, InterruptedException {
        Engine engine = engines.get();
        Demo demo = new Demo(engine);
        // Before the terminal is taken, hence undone after it was given back.
        closing.add(demo::close);
        String theme = options.theme.map(Main::themeName).orElseGet(() -> Themes.standard(facts.depth()));
        Optional<Session> session =
                Session.open(new Feed.Live(engine), facts, themes, theme, keys(options), options, environment, closing);
        if (session.isEmpty()) {
            return failed(WRONG_USE, "standard input is not a terminal: --once prints a table");
        }
        if (options.mouse.equals("on")) {
            session.get().mouse();
        }
        if (options.demo) {
            session.get().demo(demo);
        }
        if (options.record) {
            session.get().record();
        }
        session.get().run();
        return 0;
    }

    private int replay(Options options, Tape tape, TerminalFacts judged, Themes themes, CommandLine line)
            throws IOException, InterruptedException {
        if (options.export.isPresent()) {
            out.println(TapeExport.write(tape, options.export.get(), options.container));
            return 0;
        }
        if (judged.dumb() || !Tty.outputIsTerminal()) {
            return failed(WRONG_USE, "a replay needs a terminal");
        }
        TerminalFacts facts = judged.with(options.depth(judged.depth(), line), options.ascii);
        String theme = options.theme
                .map(Main::themeName)
                .or(() -> Optional.of(tape.theme())
                        .filter(name -> themes.find(name).isPresent()))
                .orElseGet(() -> Themes.standard(facts.depth()));
        try (Closing closing = new Closing()) {
            Optional<Session> session = Session.open(
                    new Feed.Recorded(tape), facts, themes, theme, keys(options), options, environment, closing);
            if (session.isEmpty()) {
                return failed(WRONG_USE, "standard input is not a terminal, and a replay needs one");
            }
            session.get().run();
            return 0;
        }
    }

    private KeymapReader.Result keys(Options options) {
        return KeysFile.load(options.keys, environment);
    }

    /// A file that can't be used is no reason to hide how a right one looks.
    private int printKeys(Options options) {
        KeymapReader.Result keys = keys(options);
        out.print(KeymapText.of(keys.keymap(), KeyTables.ALL));
        out.flush();
        keys.problems().forEach(problem -> err.println("shibafu-tui: " + problem));
        return keys.problems().isEmpty() ? 0 : WRONG_USE;
    }

    /// The terminal that the output goes to, if it can be told.
    private static String device() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String themeName(String asked) {
        return Themes.isPath(asked) ? Themes.name(Path.of(asked)) : asked;
    }

    private Themes themes(Options options) {
        String home = System.getProperty("shibafu.home", "");
        Themes themes = home.isEmpty() ? Themes.builtIn() : Themes.load(Path.of(home, "themes"));
        Optional<Path> file = options.theme.filter(Themes::isPath).map(Path::of);
        return file.map(themes::with).orElse(themes);
    }

    /// Without a file nothing is logged: a line on the screen would only spoil it, and what concerns the user is told
    /// there anyway.
    private static void logTo(Optional<String> file) {
        if (file.isPresent()) {
            System.setProperty("tinylog.writer", "file");
            System.setProperty("tinylog.writer.file", file.get());
            System.setProperty("tinylog.writer.append", "true");
        } else {
            System.setProperty("tinylog.level", "off");
        }
    }

    private int failed(int code, String why) {
        err.println("shibafu-tui: " + why);
        return code;
    }
}
