package shibafu.engine.launch;

import java.io.IOException;
import java.io.Serial;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import shibafu.engine.ShibafuException;
import shibafu.engine.plan.Plan;

/// Spawns a stub for each launcher, from inside a running program. The program never becomes a container's parent.
///
/// @param stub the binary
/// @param trace told of every plan that was carried out
public record StubLaunchers(Path stub, BiConsumer<Plan, List<OpReport>> trace) implements Launcher.Source {
    private static final long CONNECT_SECONDS = 10;

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
            // What a signal ended before it connected has done nothing: a closing terminal hits it in the moment
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
        Path directory = temporaryDirectory();
        Path address = directory.resolve("stub.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(address));
            Process process = new ProcessBuilder(stub.toString(), option(streams), address.toString())
                    .redirectInput(streams.in())
                    .redirectOutput(streams.out())
                    .redirectError(streams.err())
                    .start();
            SocketChannel channel = accept(server, process);
            FrontSession session = FrontSession.accept(
                            Channels.newInputStream(channel), Channels.newOutputStream(channel))
                    .trace(trace);
            return new StubProcess(process, channel, session);
        } finally {
            remove(address);
            remove(directory);
        }
    }

    /// What has nothing to do with our terminal is not to die with it.
    private static String option(Streams streams) {
        return streams.equals(Streams.NONE) ? "--launch-apart" : "--launch";
    }

    private static SocketChannel accept(ServerSocketChannel server, Process process) throws IOException {
        server.configureBlocking(false);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONNECT_SECONDS);
        for (long pause = 100_000; System.nanoTime() < deadline; pause = Math.min(pause * 2, 20_000_000)) {
            SocketChannel channel = server.accept();
            if (channel != null) {
                channel.configureBlocking(true);
                return channel;
            }
            if (!process.isAlive()) {
                throw new EndedException(process.exitValue());
            }
            LockSupport.parkNanos(pause);
        }
        process.destroyForcibly();
        throw new IOException("it did not connect within " + CONNECT_SECONDS + " s");
    }

    /// It ended before it connected.
    private static final class EndedException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final int code;

        EndedException(int code) {
            super("it ended at once with code " + code);
            this.code = code;
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("shibafu-");
        } catch (IOException e) {
            throw new ShibafuException("make a directory for the stub's socket: " + e.getMessage(), e);
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new ShibafuException("remove " + path + ": " + e.getMessage(), e);
        }
    }
}
