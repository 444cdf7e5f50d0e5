package shibafu.tui.containers;

import shibafu.tui.dialog.Question;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Program;

/// What is to become of a key that wants something done to a container.
public sealed interface Verdict {
    /// Do it.
    ///
    /// @param words what to tell meanwhile
    record Do(Effect effect, String words) implements Verdict {}

    /// Go into a shell of it, or into its own terminal.
    record Shell(String id, Program program) implements Verdict {}

    /// Ask first.
    record Ask(Question question) implements Verdict {}

    /// It cannot be done to a container in that state.
    record Refuse(String why) implements Verdict {}
}
