package shibafu.engine.launch;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import shibafu.engine.ShibafuException;
import shibafu.engine.kernel.Child;
import shibafu.engine.kernel.Descriptor;
import shibafu.engine.kernel.Spawn;
import shibafu.engine.kernel.SystemCallException;
import shibafu.engine.kernel.UnixConnection;
import shibafu.engine.plan.Plan;

/// Spawns a stub for each launcher, from inside a running program. The program never becomes a container's parent.
///
/// @param stub the binary
/// @param trace told of every plan that was carried out
public record StubLaunchers(Path stub, BiConsumer<Plan, List<OpReport>> trace) implements Launcher.Source {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Where the stub expects its connection to us.
    private static final int CONNECTION = 3;

    /// From this exit code on a signal ended it.
    private static final int FIRST_SIGNAL = 129;

    public StubLaunchers(Path stub) {
        this(stub, (plan, reports) -> {});
    }

    @Override
    public StubProcess open(Streams streams) {
        try {
            return spawn(streams);
        } catch (EndedException first) {
            // What a signal ended before it said a word has done nothing: a closing terminal hits it in the moment
            // before it leaves that terminal.
            return spawnAgain(streams, first);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private StubProcess spawnAgain(Streams streams, EndedException first) {
        try {
            if (first.code < FIRST_SIGNAL) {
                throw first;
            }
            return spawn(streams);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private ShibafuException failed(IOException e) {
        return new ShibafuException("start the stub " + stub + ": " + e.getMessage(), e);
    }

    private StubProcess spawn(Streams streams) throws IOException {
        UnixConnection.Pair pair = UnixConnection.pair();
        try {
            return spawn(streams, pair);
        } catch (IOException | RuntimeException e) {
            pair.ours().close();
            throw e;
        }
    }

    private StubProcess spawn(Streams streams, UnixConnection.Pair pair) throws IOException {
        Child child;
        Optional<StandardStreams.Pipes> pipes;
        try (Descriptor theirs = pair.theirs();
                StandardStreams standard = StandardStreams.of(streams);
                Spawn spawn = new Spawn(stub, List.of(option(streams)))) {
            pipes = standard.pipes();
            child = standard.pass(spawn).descriptor(CONNECTION, theirs).start();
        }
        // With our copies of what is the child's closed, its end can be seen.
        FrontSession session = greet(child, pair.ours()).trace(trace);
        return new StubProcess(child, pipes, pair.ours(), session);
    }

    /// What has nothing to do with our terminal is not to die with it.
    private static String option(Streams streams) {
        return streams == Streams.NONE ? "--launch-apart" : "--launch";
    }

    private static FrontSession greet(Child child, UnixConnection connection) throws IOException {
        try {
            connection.readPatience(PATIENCE);
            FrontSession session = FrontSession.accept(connection.in(), connection.out());
            connection.readPatience(Duration.ZERO);
            return session;
        } catch (ShibafuException e) {
            child.kill();
            int code = child.reap();
            if (e.getCause() instanceof SystemCallException refused && refused.timedOut()) {
                throw new IOException("it did not say a word within " + PATIENCE.toSeconds() + " s", e);
            }
            throw new EndedException(code, e);
        }
    }

    /// It ended before it said a word.
    private static final class EndedException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final int code;

        EndedException(int code, ShibafuException cause) {
            super("it ended at once with code " + code, cause);
            this.code = code;
        }
    }
}
