package shibafu.engine.launch;

import shibafu.engine.plan.Plan;

/// Has plans carried out by a stub.
public interface Launcher extends AutoCloseable {
    /// Carries out a plan.
    ///
    /// @param supervise whether a supervisor stays with the new process: it reaps it, writes its log and carries out
    ///     the plan's exit section
    /// @throws LaunchException if an operation failed; what the plan had made is undone
    Launched execute(Plan plan, boolean supervise);

    /// Says before a plan that [#follow] comes after it, so that it happens even if this engine is lost in between.
    default void intendToFollow() {}

    /// Lets the launched process and the caller go on together: the front stays until it ends.
    void follow();

    @Override
    void close();

    /// Where launchers come from; each has the standard streams that containers started through it inherit.
    interface Source {
        Launcher open(Streams streams);

        /// Says early that the next new process gets a network namespace of its own, which takes the kernel longer than
        /// all else of its making.
        default void expectNetwork() {}
    }
}
