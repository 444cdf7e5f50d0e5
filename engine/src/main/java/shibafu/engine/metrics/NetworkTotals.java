package shibafu.engine.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What went through all network interfaces of a container together, but for `lo`: again and again, of the net
/// namespace that one process had at first.
///
/// The file is opened for each look: an open one would keep the namespace, and with it the other ends of its
/// interfaces, when the container has ended.
final class NetworkTotals {
    private static final int RECEIVED = 0;
    private static final int SENT = 8;

    private final Path process;
    private final Optional<Path> namespace;

    /// Bytes since the interfaces were made.
    record Bytes(long received, long sent) {}

    private NetworkTotals(Path process, Optional<Path> namespace) {
        this.process = process;
        this.namespace = namespace;
    }

    /// @param pid of a process in the container; 0 for none
    static NetworkTotals of(int pid) {
        Path process = Path.of("/proc", Integer.toString(pid));
        return new NetworkTotals(
                process, namespace(process).filter(of -> !Optional.of(of).equals(namespace(Path.of("/proc/self")))));
    }

    /// @return empty without an interface of its own: it shares the host's, or has `lo` alone, or the process ended
    Optional<Bytes> now() {
        // Another process may have got the number meanwhile.
        if (namespace.isEmpty() || !namespace.equals(namespace(process))) {
            return Optional.empty();
        }
        try {
            return parse(Files.readString(process.resolve("net/dev")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<Bytes> parse(String text) {
        Optional<Bytes> sum = Optional.empty();
        for (String line : text.split("\n", -1)) {
            int colon = line.lastIndexOf(':');
            if (colon < 0 || line.substring(0, colon).strip().equals("lo")) {
                continue;
            }
            String[] numbers = line.substring(colon + 1).strip().split(" +", -1);
            Bytes before = sum.orElse(new Bytes(0, 0));
            sum = Optional.of(new Bytes(
                    before.received + Long.parseLong(numbers[RECEIVED]), before.sent + Long.parseLong(numbers[SENT])));
        }
        return sum;
    }

    private static Optional<Path> namespace(Path process) {
        try {
            return Optional.of(Files.readSymbolicLink(process.resolve("ns/net")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
