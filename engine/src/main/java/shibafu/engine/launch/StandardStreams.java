package shibafu.engine.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.kernel.Pipe;
import shibafu.engine.kernel.Spawn;

/// What becomes of a stub's standard streams, while it is spawned.
///
/// @param made the pipes, if there are to be any
record StandardStreams(Streams kind, Optional<Made> made) implements AutoCloseable {
    private static final Path NULL = Path.of("/dev/null");

    private record Made(Pipe in, Pipe out, Pipe err) {}

    /// Our ends of the pipes, to be closed by whoever uses them.
    record Pipes(OutputStream in, InputStream out, InputStream err) {}

    static StandardStreams of(Streams kind) throws IOException {
        return new StandardStreams(kind, kind == Streams.PIPES ? Optional.of(pipesMade()) : Optional.empty());
    }

    private static Made pipesMade() throws IOException {
        return new Made(Pipe.open(), Pipe.open(), Pipe.open());
    }

    Spawn pass(Spawn spawn) throws IOException {
        if (kind == Streams.NONE) {
            spawn.file(0, NULL, false).file(1, NULL, true).file(2, NULL, true);
        }
        if (made.isPresent()) {
            Made pipes = made.get();
            spawn.descriptor(0, pipes.in.reading())
                    .descriptor(1, pipes.out.writing())
                    .descriptor(2, pipes.err.writing());
        }
        return spawn;
    }

    Optional<Pipes> pipes() throws IOException {
        if (made.isEmpty()) {
            return Optional.empty();
        }
        Made pipes = made.get();
        return Optional.of(new Pipes(pipes.in.out(), pipes.out.in(), pipes.err.in()));
    }

    @Override
    public void close() {
        made.ifPresent(pipes -> {
            pipes.in.close();
            pipes.out.close();
            pipes.err.close();
        });
    }
}
