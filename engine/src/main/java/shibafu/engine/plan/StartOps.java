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

    /// Once nothing of the host's is in sight any more, as whoever reads the record may enter. Written while
    /// the process becomes who it is to be; a filter that comes before that may deny it to hear its launcher.
    static List<Op> callRecord(CreateRequest r, SeccompOps seccomp) {
        if (r.started().isEmpty()) {
            return List.of();
        }
        return seccomp.beforeIdentity().isEmpty()
                ? List.of(new ProcessOp.CallMeet())
                : List.of(new ProcessOp.WaitMeet());
    }

    /// The record stands before the program runs.
    static List<Op> awaitRecord(CreateRequest r, SeccompOps seccomp) {
        return r.started().isPresent() && seccomp.beforeIdentity().isEmpty()
                ? List.of(new ProcessOp.WaitMeet())
                : List.of();
    }

    static List<Op> awaitStart(CreateRequest r) {
        return r.started().isPresent() ? List.of() : List.of(new ProcessOp.WaitStart());
    }
}
