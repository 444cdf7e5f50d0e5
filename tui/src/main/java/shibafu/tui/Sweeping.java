package shibafu.tui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.LimitChange;
import shibafu.engine.state.ContainerStatus;
import shibafu.tui.containers.Verbs;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.keys.Key;
import shibafu.tui.reader.PlainText;
import shibafu.tui.reader.Reader;
import shibafu.tui.reader.Subject;
import shibafu.tui.sweep.Sweep;
import shibafu.tui.sweep.SweepAction;
import shibafu.tui.sweep.SweepPlan;
import shibafu.tui.sweep.SweepTable;
import shibafu.tui.sweep.Sweeps;

/// The way of messages to a sweep, and of its wishes to the kernel.
final class Sweeping {
    private Sweeping() {}

    /// What was typed after `:sweep`: a new one, or the table of the last again.
    static Step command(Model model, String argument) {
        if (argument.isBlank()) {
            return model.sweeps()
                    .last()
                    .map(table -> Step.of(shown(model, table)))
                    .orElseGet(() -> Step.of(model.telling(true, "a sweep is written as " + SweepPlan.FORM)));
        }
        SweepPlan.Reading reading = SweepPlan.parse(argument);
        if (reading.plan().isEmpty()) {
            return Step.of(model.telling(true, reading.problem().orElse("")));
        }
        Optional<ContainerRow> row = model.list().selectedRow().filter(Verbs::hasLimits);
        if (row.isEmpty()) {
            return Step.of(model.telling(true, "choose a container that runs: its limit is swept"));
        }
        if (model.sweeps().running().isPresent()) {
            return Step.of(model.telling(true, "one sweep at a time: Esc ends the one that runs"));
        }
        String id = row.get().id();
        return Step.of(
                model.withSweeps(model.sweeps().with(Sweep.of(id, reading.plan().get()))), new Effect.ReadLimits(id));
    }

    /// What a message does beside what it does anyway.
    static Step after(Step before, Msg msg) {
        Optional<Sweep> running = before.model().sweeps().running();
        return running.isEmpty() ? before : after(before, running.get(), msg);
    }

    private static Step after(Step before, Sweep sweep, Msg msg) {
        return switch (msg) {
            case Msg.LimitsCame came ->
                came.id().equals(sweep.id()) ? on(before, sweep, known -> known.reading(came.held())) : before;
            case Msg.Sampled sampled ->
                sampled.id().equals(sweep.id()) ? on(before, sweep, known -> known.sampled(sampled.sample())) : before;
            case Msg.Listed listed ->
                end(listed.rows(), sweep.id())
                        .map(how -> on(before, sweep, known -> known.stopped(how)))
                        .orElse(before);
            default -> before;
        };
    }

    /// How a container ended; empty while it goes on.
    private static Optional<String> end(List<ContainerRow> rows, String id) {
        Optional<ContainerRow> row =
                rows.stream().filter(known -> known.id().equals(id)).findFirst();
        if (row.isEmpty()) {
            return Optional.of("removed");
        }
        return row.filter(known -> known.status() == ContainerStatus.STOPPED)
                .map(known -> (known.exitCode().isPresent()
                                ? "exit " + known.exitCode().getAsInt()
                                : "stopped")
                        + (known.oomKilled() ? ", OOM kill" : ""));
    }

    /// The kernel's answer, if a sweep waits for this one.
    static Optional<Step> answered(Model model, Msg msg) {
        return switch (msg) {
            case Msg.Done done -> asked(model, done.asked()).map(sweep -> on(Step.of(model), sweep, Sweep::accepted));
            case Msg.Failed failed ->
                asked(model, failed.asked())
                        .map(sweep -> on(Step.of(model), sweep, known -> known.refused(failed.why())));
            case Msg.WouldKill refused ->
                asked(model, refused.asked())
                        .map(sweep -> on(
                                Step.of(model),
                                sweep,
                                known -> known.refused(refused.why() + " (\"force\" after the sweep sets it)")));
            default -> Optional.empty();
        };
    }

    private static Optional<Sweep> asked(Model model, Effect.Ask asked) {
        return model.sweeps()
                .running()
                .filter(sweep -> asked instanceof Effect.Update update
                        && update.id().equals(sweep.id())
                        && sweep.asked().equals(Optional.of(update.change())));
    }

    /// A key that means a sweep: what ends it where nothing else has the keys, what saves its table where that is read.
    static Optional<Step> key(Model model, Key key) {
        Optional<SweepAction> action = model.keymap().of(SweepAction.KEYS).action(key);
        if (action.isEmpty()) {
            return Optional.empty();
        }
        return switch (action.get()) {
            case END ->
                model.sweeps().running().isPresent()
                                && model.dialog() instanceof Dialog.None
                                && !model.list().typing()
                        ? Optional.of(cancel(model))
                        : Optional.empty();
            case SAVE ->
                model.dialog() instanceof Dialog.Reading reading
                                && reading.reader().subject() == Subject.SWEEP
                        ? Optional.of(save(model))
                        : Optional.empty();
        };
    }

    private static Step cancel(Model model) {
        return model.sweeps()
                .running()
                .map(sweep -> on(Step.of(model), sweep, Sweep::cancelled))
                .orElseGet(() -> Step.of(model));
    }

    /// Writes the table into a file.
    private static Step save(Model model) {
        return model.sweeps()
                .last()
                .map(table -> Step.of(model, new Effect.Save("sweep-" + table.id() + ".csv", table.csv())))
                .orElseGet(() -> Step.of(model));
    }

    private static Step on(Step before, Sweep sweep, UnaryOperator<Sweep> change) {
        Sweep next = change.apply(sweep);
        List<Effect> effects = new ArrayList<>(before.effects());
        boolean begins = sweep.phase() == Sweep.Phase.READING && next.phase() == Sweep.Phase.SETTING;
        if (begins) {
            effects.add(new Effect.Guard(next.id(), next.restore()));
        }
        if (!next.asked().equals(sweep.asked())) {
            next.asked().ifPresent(asked -> effects.add(new Effect.Update(next.id(), asked, next.forced())));
        }
        if (!next.over()) {
            return new Step(before.model().withSweeps(before.model().sweeps().with(next)), effects);
        }
        effects.add(new Effect.Guard(next.id(), LimitChange.NONE));
        Model ended = before.model().withSweeps(Sweeps.of(next.table()));
        return new Step(shown(ended, next.table()), effects);
    }

    /// The table takes the place of a shell or a text, but not of what is being asked or typed.
    private static Model shown(Model model, SweepTable table) {
        Model told = model.telling(false, "sweep of " + table.id() + " is over: :sweep shows the table");
        boolean free = told.dialog() instanceof Dialog.None || told.dialog() instanceof Dialog.Reading;
        return free
                ? told.withDialog(new Dialog.Reading(
                        Reader.of(Subject.SWEEP, table.id()).with(new PlainText(table.lines()), model.now())))
                : told;
    }
}
