package shibafu.engine.launch;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import shibafu.engine.ShibafuException;
import shibafu.engine.plan.Plan;

/// Spawns a stub for each launcher, from inside a running program. The program never becomes a container's parent.
///
/// @param stub the binary
/// @param trace told of every plan that was carried out
public record StubLaunchers(Path stub, BiConsumer<Plan, List<OpReport>> trace) implements Launcher.Source {
    private static final long CONNECT_SECONDS = 10;

    public StubLaunchers(Path stub) {
        this(stub, (plan, reports) -> {});
    }

    @Override
    public StubProcess open(Streams streams) {
        Path directory = temporaryDirectory();
        Path address = directory.resolve("stub.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(address));
            Process process = new ProcessBuilder(stub.toString(), "--launch", address.toString())
                    .redirectInput(streams.in())
                    .redirectOutput(streams.out())
                    .redirectError(streams.err())
                    .start();
            SocketChannel channel = accept(server, process);
            FrontSession session = FrontSession.accept(
                            Channels.newInputStream(channel), Channels.newOutputStream(channel))
                    .trace(trace);
            return new StubProcess(process, channel, session);
        } catch (IOException e) {
            throw new ShibafuException("start the stub " + stub + ": " + e.getMessage(), e);
        } finally {
            remove(address);
            remove(directory);
        }
    }

    private SocketChannel accept(ServerSocketChannel server, Process process) throws IOException {
        server.configureBlocking(false);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONNECT_SECONDS);
        for (long pause = 100_000; System.nanoTime() < deadline; pause = Math.min(pause * 2, 20_000_000)) {
            SocketChannel channel = server.accept();
            if (channel != null) {
                channel.configureBlocking(true);
                return channel;
            }
            if (!process.isAlive()) {
                throw new IOException("it ended at once with code " + process.exitValue());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(pause);
        }
        process.destroyForcibly();
        throw new IOException("it did not connect within " + CONNECT_SECONDS + " s");
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
