package shibafu.tui.containers;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.state.ContainerStatus;
import shibafu.tui.dialog.Question;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Program;
import shibafu.tui.keys.Keymap;

/// What each verb means for a container in its state, before the engine is asked: a refusal names the key that helps.
public final class Verbs {
    /// How long a stopped container may take to end by itself, in seconds.
    public static final int GRACE_SECONDS = 10;

    private Verbs() {}

    public static Verdict start(List<ContainerRow> rows) {
        List<ContainerRow> able = those(rows, ContainerStatus::canStart);
        return able.isEmpty()
                ? refuse(rows.getFirst(), "only a created container can be started")
                : does("starting ", able, row -> new Effect.Start(row.id()));
    }

    public static Verdict stop(List<ContainerRow> rows) {
        return signalled(
                rows,
                "there is nothing to stop",
                names -> "stop " + names + "? SIGTERM, then SIGKILL after " + GRACE_SECONDS + " s",
                row -> new Effect.Stop(row.id()));
    }

    public static Verdict kill(List<ContainerRow> rows) {
        return signalled(
                rows,
                "there is nothing to kill",
                names -> "kill " + names + "? SIGKILL at once: " + (rows.size() > 1 ? "they" : "it")
                        + " can save nothing",
                row -> new Effect.Kill(row.id()));
    }

    public static Verdict signal(List<ContainerRow> rows, int number) {
        return signalled(
                rows,
                "there is nothing to signal",
                names -> "send " + Signals.word(number) + " to " + names + "? to the first program in it",
                row -> new Effect.Signal(row.id(), number));
    }

    private static Verdict signalled(
            List<ContainerRow> rows,
            String nothing,
            UnaryOperator<String> question,
            Function<ContainerRow, Effect.Ask> effect) {
        List<ContainerRow> able = those(rows, ContainerStatus::canSignal);
        return able.isEmpty()
                ? refuse(rows.getFirst(), nothing)
                : new Verdict.Ask(Question.of(question.apply(names(able)) + except(rows, able), all(able, effect)));
    }

    /// Freezes all that can be; only where none can be, those that are frozen are thawed.
    public static Verdict freeze(List<ContainerRow> rows) {
        List<ContainerRow> awake = those(rows, ContainerStatus::canPause);
        if (!awake.isEmpty()) {
            return does("freezing ", awake, row -> new Effect.Pause(row.id()));
        }
        List<ContainerRow> frozen = those(rows, ContainerStatus::canResume);
        return frozen.isEmpty()
                ? refuse(rows.getFirst(), "there is nothing to freeze")
                : does("thawing ", frozen, row -> new Effect.Resume(row.id()));
    }

    public static Verdict remove(List<ContainerRow> rows) {
        List<ContainerRow> alive = those(rows, status -> !status.canDelete());
        String what = alive.isEmpty()
                ? (rows.size() > 1 ? "their files go with them" : "its files go with it")
                : rows.size() == 1
                        ? "it is " + alive.getFirst().status().word() + " and will be killed"
                        : names(alive) + " will be killed";
        return new Verdict.Ask(Question.of(
                "remove " + names(rows) + "? " + what,
                all(rows, row -> new Effect.Remove(row.id(), !row.status().canDelete()))));
    }

    private static Verdict does(String doing, List<ContainerRow> rows, Function<ContainerRow, Effect.Ask> effect) {
        return new Verdict.Do(all(rows, effect), doing + names(rows));
    }

    private static Effect.Ask all(List<ContainerRow> rows, Function<ContainerRow, Effect.Ask> effect) {
        return rows.size() == 1
                ? effect.apply(rows.getFirst())
                : new Effect.All(rows.stream().map(effect).toList());
    }

    private static List<ContainerRow> those(List<ContainerRow> rows, Predicate<ContainerStatus> able) {
        return rows.stream().filter(row -> able.test(row.status())).toList();
    }

    private static String names(List<ContainerRow> rows) {
        return String.join(", ", rows.stream().map(ContainerRow::id).toList());
    }

    /// Who is marked and yet left alone.
    private static String except(List<ContainerRow> rows, List<ContainerRow> able) {
        List<ContainerRow> others =
                rows.stream().filter(row -> !able.contains(row)).toList();
        return others.isEmpty() ? "" : "; not " + names(others) + ", which has ended";
    }

    public static Verdict shell(ContainerRow row, Keymap keymap) {
        if (row.status() == ContainerStatus.PAUSED) {
            return refuse(row, keymap.key(ListAction.KEYS, ListAction.FREEZE) + " thaws it");
        }
        if (row.status() == ContainerStatus.CREATED) {
            return refuse(row, keymap.key(ListAction.KEYS, ListAction.START) + " starts it");
        }
        return row.status().canExec()
                ? new Verdict.Shell(row.id(), new Program.Shell())
                : refuse(row, "no shell can be opened in it");
    }

    public static Verdict attach(ContainerRow row, Keymap keymap) {
        if (row.status() == ContainerStatus.CREATED) {
            return refuse(row, keymap.key(ListAction.KEYS, ListAction.START) + " starts it");
        }
        return row.status().canSignal()
                ? new Verdict.Shell(row.id(), new Program.Terminal())
                : refuse(row, "there is nothing to attach to");
    }

    /// Whether its limits can be changed, that is whether it has a cgroup.
    public static boolean hasLimits(ContainerRow row) {
        return row.status().canSignal();
    }

    private static Verdict refuse(ContainerRow row, String why) {
        return new Verdict.Refuse(row.id() + " is " + row.status().word() + ": " + why);
    }
}
