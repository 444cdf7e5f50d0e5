package shibafu.tui.flow;

/// What runs in a pane.
public sealed interface Program {
    /// A shell in the container, by `shibafu exec`.
    record Shell() implements Program {}

    /// Its own first program, by `shibafu attach`.
    record Terminal() implements Program {}

    /// A command line, for `sh -c`.
    ///
    /// @param batch the same for those that were started together, in several containers
    record Command(String line, long batch) implements Program {}

    /// What its tab calls it, before the container's name.
    default String label() {
        return switch (this) {
            case Shell shell -> "sh";
            case Terminal terminal -> "tty";
            case Command command -> "run";
        };
    }
}
