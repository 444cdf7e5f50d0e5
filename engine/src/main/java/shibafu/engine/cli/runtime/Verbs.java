package shibafu.engine.cli.runtime;

import java.util.List;
import java.util.Optional;

/// The commands by their names. A switch and no map: a call loads the one class that it needs.
final class Verbs {
    static final List<String> NAMES = List.of(
            "checkpoint",
            "create",
            "delete",
            "events",
            "exec",
            "features",
            "kill",
            "list",
            "pause",
            "ps",
            "restore",
            "resume",
            "run",
            "spec",
            "start",
            "state",
            "update");

    private Verbs() {}

    static Optional<Verb> named(String name) {
        return switch (name) {
            case "checkpoint" -> Optional.of(new Checkpoint());
            case "create" -> Optional.of(new Create());
            case "delete" -> Optional.of(new Delete());
            case "events" -> Optional.of(new Events());
            case "exec" -> Optional.of(new Exec());
            case "features" -> Optional.of(new Features());
            case "kill" -> Optional.of(new Kill());
            case "list" -> Optional.of(new ListAll());
            case "pause" -> Optional.of(new Pause());
            case "ps" -> Optional.of(new Ps());
            case "restore" -> Optional.of(new Restore());
            case "resume" -> Optional.of(new Resume());
            case "run" -> Optional.of(new Run());
            case "spec" -> Optional.of(new SpecFile());
            case "start" -> Optional.of(new Start());
            case "state" -> Optional.of(new State());
            case "update" -> Optional.of(new Update());
            default -> Optional.empty();
        };
    }
}
