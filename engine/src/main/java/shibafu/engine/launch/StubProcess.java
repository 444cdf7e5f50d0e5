package shibafu.engine.launch;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import shibafu.engine.ShibafuException;
import shibafu.engine.plan.Plan;

/// A stub that this program spawned. Its standard streams are the container's.
public final class StubProcess implements Launcher {
    private final Process process;
    private final SocketChannel channel;
    private final FrontSession session;
    private boolean following;

    StubProcess(Process process, SocketChannel channel, FrontSession session) {
        this.process = process;
        this.channel = channel;
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
    public Process process() {
        return process;
    }

    @Override
    public void close() {
        try (channel) {
            if (!following) {
                session.finish(0);
                process.waitFor();
            }
        } catch (IOException e) {
            throw new ShibafuException("close the stub's connection: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
