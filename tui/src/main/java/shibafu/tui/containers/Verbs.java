package shibafu.tui.containers;

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

    public static Verdict start(ContainerRow row) {
        return row.status().canStart()
                ? new Verdict.Do(new Effect.Start(row.id()), "starting " + row.id())
                : refuse(row, "only a created container can be started");
    }

    public static Verdict stop(ContainerRow row) {
        if (!row.status().canSignal()) {
            return refuse(row, "there is nothing to stop");
        }
        String text = "stop " + row.id() + "? SIGTERM, then SIGKILL after " + GRACE_SECONDS + " s";
        return new Verdict.Ask(Question.of(text, new Effect.Stop(row.id())));
    }

    public static Verdict kill(ContainerRow row) {
        if (!row.status().canSignal()) {
            return refuse(row, "there is nothing to kill");
        }
        String text = "kill " + row.id() + "? SIGKILL at once: it can save nothing";
        return new Verdict.Ask(Question.of(text, new Effect.Kill(row.id())));
    }

    public static Verdict freeze(ContainerRow row) {
        if (row.status().canResume()) {
            return new Verdict.Do(new Effect.Resume(row.id()), "thawing " + row.id());
        }
        return row.status().canPause()
                ? new Verdict.Do(new Effect.Pause(row.id()), "freezing " + row.id())
                : refuse(row, "there is nothing to freeze");
    }

    public static Verdict remove(ContainerRow row) {
        boolean force = !row.status().canDelete();
        String text = force
                ? "remove " + row.id() + "? it is " + row.status().word() + " and will be killed"
                : "remove " + row.id() + "? its files go with it";
        return new Verdict.Ask(Question.of(text, new Effect.Remove(row.id(), force)));
    }

    public static Verdict shell(ContainerRow row, Keymap keymap) {
        if (row.status() == ContainerStatus.PAUSED) {
            return refuse(row, keymap.key(ListAction.KEYS, ListAction.FREEZE) + " thaws it");
        }
        if (row.status() == ContainerStatus.CREATED) {
            return refuse(row, keymap.key(ListAction.KEYS, ListAction.START) + " starts it");
        }
        return row.status().canExec()
                ? new Verdict.Shell(row.id(), Program.SHELL)
                : refuse(row, "no shell can be opened in it");
    }

    public static Verdict attach(ContainerRow row, Keymap keymap) {
        if (row.status() == ContainerStatus.CREATED) {
            return refuse(row, keymap.key(ListAction.KEYS, ListAction.START) + " starts it");
        }
        return row.status().canSignal()
                ? new Verdict.Shell(row.id(), Program.TERMINAL)
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
