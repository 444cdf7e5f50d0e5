package shibafu.tui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shibafu.tui.settings.Settings;
import shibafu.tui.theme.ColorDepth;

/// What was asked for on the command line.
@Command(
        name = "shibafu-tui",
        description = "Shows containers, their memory and CPU against their limits, and opens shells in them.",
        version = "shibafu-tui " + Options.VERSION,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class Options {
    static final String VERSION = "0.1.0";

    @Option(names = "--demo", description = "Start three sample containers with limits; remove them at the end.")
    boolean demo;

    @Option(names = "--once", description = "Print one table and leave, as when the output is not a terminal.")
    boolean once;

    @Option(names = "--json", description = "With --once: JSON instead of a table.")
    boolean json;

    @Option(names = "--watch", paramLabel = "SECONDS", description = "Print the table of --once every so often.")
    Optional<Double> watch = Optional.empty();

    @Option(
            names = "--plain",
            description = "Lines instead of a screen, for screen readers: what changes is told, commands are typed.")
    boolean plain;

    @Option(
            names = "--theme",
            paramLabel = "NAME",
            description = "A theme by name, a theme file by path, or auto: light or dark as the terminal is.")
    Optional<String> theme = Optional.empty();

    @Option(names = "--themes", description = "List the themes.")
    boolean themes;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            description = "Time between samples: 0.1 to 60 (default: 1; 0.5 with --demo).")
    Optional<Double> interval = Optional.empty();

    @Option(names = "--record", description = "Record from the beginning, as R does.")
    boolean record;

    @Option(
            names = "--record-to",
            paramLabel = "DIR",
            description = "Where recordings are made, each a folder run-TIME (default: the current folder).")
    Path recordTo = Path.of("");

    @Option(
            names = "--replay",
            paramLabel = "DIR",
            description = "Show a recording instead of containers; needs no root.")
    Optional<Path> replay = Optional.empty();

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "With --replay: write graphs to a .csv, .svg or .png instead of showing them.")
    Optional<Path> export = Optional.empty();

    @Option(
            names = "--container",
            paramLabel = "NAME",
            description = "With --export: whose (needed if there are several).")
    Optional<String> container = Optional.empty();

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto, always (whatever NO_COLOR says), never, 16, 256 or truecolor.")
    String color = "";

    @Option(names = "--ascii", description = "Draw with ASCII characters only.")
    boolean ascii;

    @Option(names = "--utf8", description = "Draw with all characters, whatever the locale says.")
    boolean utf8;

    @Option(names = "--sync", description = "Show frames whole (mode 2026), without asking whether the terminal can.")
    boolean sync;

    @Option(
            names = "--mouse",
            paramLabel = "on|off",
            description = "off leaves the mouse to the terminal (default: on).")
    String mouse = "";

    @Option(names = "--keys", paramLabel = "FILE", description = "Keys of your own (default: ~/.config/shibafu/keys).")
    Optional<Path> keys = Optional.empty();

    @Option(names = "--print-keys", description = "Print all keys, as a file of keys has them.")
    boolean printKeys;

    @Option(names = "--log", paramLabel = "FILE", description = "Write what goes wrong inside to a file.")
    Optional<String> log = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and leave.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and leave.")
    boolean version;

    /// Whether the terminal's background decides.
    boolean autoTheme;

    /// What was wrong with the user's settings.
    List<String> problems = List.of();

    /// @throws CommandLine.ParameterException with a line for the user
    void check(CommandLine line) {
        double seconds = interval.orElse(1.0);
        if (!(seconds >= 0.1 && seconds <= 60)) {
            throw new CommandLine.ParameterException(line, "--interval takes 0.1 to 60 seconds, not " + seconds);
        }
        if (!mouse.isEmpty() && !mouse.equals("on") && !mouse.equals("off")) {
            throw new CommandLine.ParameterException(line, "--mouse takes on or off, not " + mouse);
        }
        double pause = watch.orElse(1.0);
        if (!(pause >= 0.1 && pause <= 86_400)) {
            throw new CommandLine.ParameterException(line, "--watch takes 0.1 to 86400 seconds, not " + pause);
        }
        if (json || watch.isPresent()) {
            once = true;
        }
        if (replay.isPresent() && (demo || once || record)) {
            throw new CommandLine.ParameterException(
                    line, "--replay shows what was recorded: it goes with no --demo, --once, --json or --record");
        }
        if (export.isPresent() && replay.isEmpty()) {
            throw new CommandLine.ParameterException(
                    line, "--export goes with --replay DIR; Ctrl-S exports on the screen");
        }
        depth(ColorDepth.NONE, line);
    }

    /// Takes from the user's settings what the command line does not say.
    void settle(Settings settings) {
        theme = theme.or(() -> settings.value("theme"));
        interval = interval.or(() -> settings.value("interval")
                .map(Double::valueOf)
                .filter(seconds -> !demo && seconds >= 0.1 && seconds <= 60));
        color = color.isEmpty() ? settings.value("color").orElse("auto") : color;
        mouse = mouse.isEmpty() ? settings.value("mouse").orElse("on") : mouse;
        ascii |= !utf8 && settings.on("ascii");
        utf8 |= !ascii && settings.on("utf8");
        sync |= settings.on("sync");
        problems = settings.problems();
        autoTheme = theme.equals(Optional.of("auto"));
        theme = theme.filter(name -> !autoTheme);
    }

    Duration sampleEvery() {
        return Duration.ofMillis(Math.round(interval.orElse(demo ? 0.5 : 1.0) * 1000));
    }

    /// @param judged what the terminal seems to know
    ColorDepth depth(ColorDepth judged, CommandLine line) {
        return switch (color) {
            case "", "auto", "always" -> judged;
            case "never" -> ColorDepth.NONE;
            case "16" -> ColorDepth.SIXTEEN;
            case "256" -> ColorDepth.INDEXED;
            case "truecolor" -> ColorDepth.TRUE;
            default ->
                throw new CommandLine.ParameterException(
                        line, "--color takes auto, always, never, 16, 256 or truecolor, not " + color);
        };
    }
}
