package shibafu.engine.plan;

/// The sections of a plan: who carries out what follows.
public sealed interface SectionOp extends Op {

    /// Forks a helper that joins namespaces and makes the container's process as its own sibling, then ends.
    record Stage() implements SectionOp {}

    /// Makes the container's process with clone3(2); what follows is done by its parent while it waits.
    ///
    /// @param flags `CLONE_NEW*` flags
    record Clone(long flags) implements SectionOp {}

    /// Lets the new process go; what follows is done by it.
    record Child() implements SectionOp {}

    /// What follows is done by the launcher while the new process waits in its [ProcessOp.WaitMeet].
    record Meet() implements SectionOp {}

    /// What follows is done by the supervisor when the process has ended.
    record Exit() implements SectionOp {}

    /// What follows is done by the supervisor when whoever waits for that end has been told of it.
    record Told() implements SectionOp {}
}
