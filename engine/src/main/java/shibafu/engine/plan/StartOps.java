package shibafu.engine.plan;

import java.util.List;

/// What comes between a container that is made and its program: a wait for `start`, or a note that it runs now.
final class StartOps {
    private StartOps() {}

    static List<Op> hold(CreateRequest r) {
        return r.started().isPresent()
                ? List.of()
                : List.of(new HostOp.MakeFifo(r.fifo().toString()));
    }

    /// Hooks of the same stage would be run twice over, and the program could not be told from theirs.
    static List<Op> record(CreateRequest r) {
        return r.started()
                .<List<Op>>map(path -> List.of(
                        new SectionOp.Meet(),
                        new HostOp.RecordProcess(path.toString(), !r.exit().equals(ExitActions.NONE))))
                .orElse(List.of());
    }

    /// Before a filter is loaded, which may deny it to talk to its launcher.
    static List<Op> awaitRecord(CreateRequest r) {
        return r.started().isPresent() ? List.of(new ProcessOp.WaitMeet()) : List.of();
    }

    static List<Op> awaitStart(CreateRequest r) {
        return r.started().isPresent() ? List.of() : List.of(new ProcessOp.WaitStart());
    }
}
