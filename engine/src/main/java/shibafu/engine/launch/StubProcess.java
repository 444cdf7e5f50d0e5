package shibafu.engine.launch;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.kernel.Child;
import shibafu.engine.kernel.UnixConnection;
import shibafu.engine.plan.Plan;

/// A stub that this program spawned. Its standard streams are the container's.
public final class StubProcess implements Launcher {
    private final Child child;
    private final Optional<StandardStreams.Pipes> pipes;
    private final UnixConnection connection;
    private final FrontSession session;
    private boolean following;

    StubProcess(Child child, Optional<StandardStreams.Pipes> pipes, UnixConnection connection, FrontSession session) {
        this.child = child;
        this.pipes = pipes;
        this.connection = connection;
        this.session = session;
    }

    @Override
    public Launched execute(Plan plan, boolean supervise) {
        return session.execute(plan, supervise);
    }

    @Override
    public void follow() {
        session.follow();
        session.finish(0);
        following = true;
    }

    /// The stub itself: once following, it ends when the container's process does, with its exit code.
    public Child child() {
        return child;
    }

    /// What is written to it the container reads.
    ///
    /// @throws ShibafuException if that is no pipe to this program
    public OutputStream standardInput() {
        return pipe().in();
    }

    public InputStream standardOutput() {
        return pipe().out();
    }

    public InputStream standardError() {
        return pipe().err();
    }

    private StandardStreams.Pipes pipe() {
        return pipes.orElseThrow(() ->
                new ShibafuException("use a standard stream of process " + child.pid() + ": it is no pipe to here"));
    }

    @Override
    public void close() {
        try {
            if (!following) {
                session.finish(0);
            }
        } finally {
            connection.close();
            if (following) {
                child.reapLater();
            } else {
                child.reap();
            }
        }
    }
}
