package shibafu.tui.plain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.ShibafuException;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.Engine;
import shibafu.engine.service.Limit;
import shibafu.engine.service.LimitChange;
import shibafu.engine.service.LogRow;
import shibafu.tui.form.Amount;
import shibafu.tui.form.Amounts;
import shibafu.tui.limits.LimitText;
import shibafu.tui.stats.Figures;
import shibafu.tui.stats.Point;
import shibafu.tui.stats.Trace;

/// What is typed, a command a line. What destroys is asked first, and done only where the next line is `yes`.
final class Commands {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int SIGKILL = 9;
    private static final List<String> HELP = List.of(
            "list: all containers",
            "stats NAME: what it uses of its limits",
            "limits NAME: its limits; limits NAME memory=256M cpu=0.5 pids=20: change them",
            "start NAME, stop NAME, kill NAME, pause NAME, resume NAME, remove NAME",
            "log NAME: the last lines of its log",
            "shell NAME: the command that opens a shell in it",
            "quit: leave; containers go on");

    private final Engine engine;
    private final Watcher watcher;
    private Optional<Asked> asked = Optional.empty();

    /// What `yes` would do.
    private record Asked(String what, Runnable action) {}

    Commands(Engine engine, Watcher watcher) {
        this.engine = engine;
        this.watcher = watcher;
    }

    /// What came of a line.
    ///
    /// @param quit whether to leave
    record Answer(List<String> lines, boolean quit) {
        static Answer of(String... lines) {
            return new Answer(List.of(lines), false);
        }
    }

    Answer perform(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        Optional<Asked> waiting = asked;
        asked = Optional.empty();
        try {
            if (waiting.isPresent()) {
                return confirmed(waiting.get(), words.getFirst());
            }
            return perform(words.getFirst(), words.subList(1, words.size()));
        } catch (ShibafuException e) {
            return Answer.of("failed: " + e.getMessage());
        }
    }

    private static Answer confirmed(Asked waiting, String word) {
        if (!word.equals("yes")) {
            return Answer.of("not done: " + waiting.what());
        }
        waiting.action().run();
        return Answer.of("done: " + waiting.what());
    }

    private Answer perform(String verb, List<String> arguments) {
        return switch (verb) {
            case "" -> Answer.of();
            case "help", "?" -> new Answer(HELP, false);
            case "quit", "exit" -> new Answer(List.of(), true);
            case "list" -> list();
            case "stats", "limits", "start", "stop", "kill", "pause", "resume", "remove", "log", "shell" ->
                arguments.isEmpty()
                        ? Answer.of(verb + " needs the name of a container; list tells them")
                        : of(verb, arguments.getFirst(), arguments.subList(1, arguments.size()));
            default -> Answer.of("no command \"" + verb + "\"; help tells all");
        };
    }

    private Answer list() {
        List<ContainerRow> rows = engine.list();
        return rows.isEmpty()
                ? Answer.of("no containers")
                : new Answer(
                        rows.stream()
                                .map(row ->
                                        row.id() + " " + Watcher.state(row) + ", " + String.join(" ", row.command()))
                                .toList(),
                        false);
    }

    private Answer of(String verb, String id, List<String> more) {
        return switch (verb) {
            case "stats" -> Answer.of(stats(id));
            case "limits" -> more.isEmpty() ? held(id) : change(id, more);
            case "start" -> now(id + " was started", () -> engine.start(id));
            case "pause" -> now(id + " was frozen", () -> engine.pause(id));
            case "resume" -> now(id + " was thawed", () -> engine.resume(id));
            case "stop" -> ask("stop " + id + ", SIGTERM, SIGKILL after 10 seconds", () -> engine.stop(id, GRACE));
            case "kill" -> ask("kill " + id + " at once", () -> engine.kill(id, SIGKILL));
            case "remove" -> ask("remove " + id + " and all it has written", () -> engine.remove(id, true));
            case "log" ->
                new Answer(engine.log(id, 20).stream().map(LogRow::text).toList(), false);
            default -> Answer.of("sudo " + String.join(" ", engine.shellCommand(id)));
        };
    }

    private static Answer now(String done, Runnable action) {
        action.run();
        return Answer.of(done);
    }

    private Answer ask(String what, Runnable action) {
        asked = Optional.of(new Asked(what, action));
        return Answer.of(what + "? Type yes to do it, anything else not to.");
    }

    private String stats(String id) {
        Optional<Trace> trace = watcher.trace(id);
        Optional<Point> now = trace.flatMap(Trace::newest);
        if (now.isEmpty()) {
            return id + ": nothing is known; it does not run, or there is no such container";
        }
        Point point = now.get();
        return id + ": cpu "
                + (point.cores().isPresent() ? Figures.cores(point.cores().getAsDouble()) : "not known") + " of "
                + Figures.coresLimit(point.coresLimit()) + " cores, "
                + (point.throttled().isPresent()
                        ? "throttled " + Figures.percent(point.throttled().getAsDouble()) + "%, "
                        : "")
                + "memory " + Figures.bytes(point.memoryBytes()) + " of "
                + Figures.bytesLimit(point.memoryLimitBytes()) + ", " + point.pids() + " of "
                + (point.pidsLimit().isPresent()
                        ? Long.toString(point.pidsLimit().getAsLong())
                        : "max")
                + " processes";
    }

    private Answer held(String id) {
        return Answer.of(
                id + ": " + LimitText.of(new LimitChange(engine.limits(id).values(), Optional.empty())));
    }

    private Answer change(String id, List<String> words) {
        LimitChange change = LimitChange.NONE;
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            String text = equals < 0 ? "" : word.substring(equals + 1);
            Amount amount =
                    switch (name) {
                        case "memory" -> Amounts.memory(text, engine.limits(id).value(Limit.MEMORY_MAX));
                        case "cpu" -> Amounts.cpu(text);
                        case "pids" -> Amounts.pids(text, OptionalLong.empty());
                        default -> Amounts.count("", OptionalLong.empty(), "");
                    };
            if (amount.problem().isPresent() || amount.value().isEmpty()) {
                return Answer.of(amount.problem().orElse("\"" + word + "\" is none of memory=256M cpu=0.5 pids=20"));
            }
            long value = amount.value().getAsLong();
            change = switch (name) {
                case "memory" -> change.with(Limit.MEMORY_MAX, value);
                case "cpu" -> change.with(Limit.CPU_QUOTA, value).with(Limit.CPU_PERIOD, Amounts.PERIOD_MICROS);
                default -> change.with(Limit.PIDS_MAX, value);
            };
        }
        engine.update(id, change, false);
        return Answer.of(id + " now has " + LimitText.of(change));
    }
}
