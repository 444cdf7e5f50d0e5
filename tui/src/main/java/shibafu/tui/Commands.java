package shibafu.tui;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.containers.Columns;
import shibafu.tui.containers.Signals;
import shibafu.tui.containers.Sort;
import shibafu.tui.containers.Verbs;
import shibafu.tui.flow.Effect;
import shibafu.tui.sweep.SweepPlan;

/// The commands of the palette beside the actions of the key tables. One more is one more line in [#ALL]; what it does
/// stands with its screen.
final class Commands {
    private static final double LEAST_SECONDS = 0.1;
    private static final double MOST_SECONDS = 60;

    static final List<Command> ALL = List.of(
            Command.of("theme", "NAME", "use that theme", Commands::theme).offering(Model::themes),
            Command.of("mouse", "on|off", "off lets the terminal select text", Commands::mouse)
                    .offering(model -> List.of("on", "off")),
            Command.of(
                            "sweep",
                            "[LIMIT FROM..TO step BY hold TIME]",
                            "through a range; alone: the last table",
                            Commands::sweep)
                    .offering(model -> List.of(SweepPlan.FORM, "cpu.max 1..0.25 step 0.25 hold 20s")),
            Command.of("signal", "NAME", "send a signal (asks)", Commands::signal)
                    .offering(model -> Signals.names()),
            Command.of("sort", "COLUMN", "sort the list", Commands::sort)
                    .offering(
                            model -> Stream.of(Sort.values()).map(Sort::column).toList()),
            Command.of("columns", "NAME,NAME", "choose the columns; all for the usual ones", Commands::columns),
            Command.of("interval", "SECONDS", "time between samples", Commands::interval)
                    .offering(model -> List.of("0.25", "0.5", "1", "2", "5")),
            Command.of("scale", "data|limit", "where the y axis of graphs ends", GraphKeys::scale)
                    .offering(model -> List.of("data", "limit")),
            Command.of("with", "[NAME]", "draw that container beside the chosen one, or none", GraphKeys::with)
                    .offering(model ->
                            model.list().rows().stream().map(ContainerRow::id).toList()),
            Command.of("run", "COMMAND", "run it in the marked, or the chosen", ShellPanes::run),
            Command.of("run-in-all", "COMMAND", "run it in all that the filter shows", ShellPanes::runInAll),
            Command.of("split", "N", "so many shells side by side", ShellPanes::split)
                    .offering(model -> List.of("1", "2", "3", "4", "auto")));

    private Commands() {}

    private static Command.Outcome theme(Model model, String name) {
        return model.themes().contains(name)
                ? Command.done(Step.of(model.withTheme(name).telling(false, "theme " + name)))
                : Command.expected("no theme \"" + name + "\": there are " + String.join(", ", model.themes()));
    }

    private static Command.Outcome signal(Model model, String name) {
        return Signals.number(name)
                .map(number -> Command.done(ListKeys.verbs(model, rows -> Verbs.signal(rows, number))))
                .orElseGet(() -> Command.expected(":signal takes " + String.join(", ", Signals.names())
                        + " or a number up to 64, not \"" + name + "\""));
    }

    private static Command.Outcome sort(Model model, String column) {
        return Sort.of(column)
                .map(by -> Command.done(ListKeys.sorted(model, model.list().sortedBy(by))))
                .orElseGet(() -> Command.expected(":sort takes "
                        + String.join(
                                ", ", Stream.of(Sort.values()).map(Sort::column).toList()) + ", not \"" + column
                        + "\""));
    }

    private static Command.Outcome columns(Model model, String text) {
        Columns.Chosen chosen = Columns.parse(text);
        return chosen.problem()
                .map(Command::expected)
                .orElseGet(
                        () -> Command.done(Step.of(model.withList(model.list().withColumns(chosen.names())))));
    }

    private static Command.Outcome mouse(Model model, String text) {
        return switch (text) {
            case "on", "off" ->
                Command.done(Step.of(model.telling(false, "mouse " + text), new Effect.Mouse(text.equals("on"))));
            default -> Command.expected(":mouse takes on or off, not \"" + text + "\"");
        };
    }

    private static Command.Outcome sweep(Model model, String text) {
        Optional<String> wrong =
                text.isBlank() ? Optional.empty() : SweepPlan.parse(text).problem();
        return wrong.map(Command::expected).orElseGet(() -> Command.done(Sweeping.command(model, text)));
    }

    private static Command.Outcome interval(Model model, String text) {
        try {
            double seconds = Double.parseDouble(text.endsWith("s") ? text.substring(0, text.length() - 1) : text);
            if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) {
                return Command.done(Step.of(
                        model.telling(false, "a sample every " + seconds + " s"),
                        new Effect.Interval(Duration.ofMillis(Math.round(seconds * 1000)))));
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        return Command.expected(":interval takes 0.1 to 60 seconds, not \"" + text + "\"");
    }
}
