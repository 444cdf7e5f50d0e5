package shibafu.tui;

import shibafu.tui.containers.Signals;
import shibafu.tui.containers.Verbs;
import shibafu.tui.flow.Effect;

/// What to tell while the engine is at something.
final class Progress {
    private Progress() {}

    static String of(Effect.Ask asked) {
        return switch (asked) {
            case Effect.Run run -> "creating a container of " + run.container().image();
            case Effect.Start start -> "starting " + start.id();
            case Effect.Stop stop -> "stopping " + stop.id() + ": up to " + Verbs.GRACE_SECONDS + " s";
            case Effect.Kill kill -> "killing " + kill.id();
            case Effect.Signal signal -> "sending " + Signals.word(signal.number()) + " to " + signal.id();
            case Effect.All all ->
                String.join(", ", all.each().stream().map(Progress::of).toList());
            case Effect.Pause pause -> "freezing " + pause.id();
            case Effect.Resume resume -> "thawing " + resume.id();
            case Effect.Remove remove -> "removing " + remove.id();
            case Effect.Update update -> "changing limits of " + update.id();
            case Effect.ListImages images -> "looking for images";
        };
    }
}
