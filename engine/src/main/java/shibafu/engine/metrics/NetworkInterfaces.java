package shibafu.engine.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import shibafu.engine.ShibafuException;

/// Reads what went through each network interface of a container, from `net/dev` of a process in it: the file shows the
/// net namespace of that process (proc_pid_net(5)).
public final class NetworkInterfaces {
    private static final int NUMBERS = 16;

    private NetworkInterfaces() {}

    /// What went through one interface since it was made.
    public record Traffic(
            String name,
            long receivedBytes,
            long receivedPackets,
            long receiveErrors,
            long receiveDrops,
            long sentBytes,
            long sentPackets,
            long sendErrors,
            long sendDrops) {}

    /// @param pid of a process in the container
    /// @return its interfaces; none if it has ended, or shares the host's net namespace: those are the host's numbers
    /// @throws ShibafuException if the file can't be read
    public static List<Traffic> of(int pid) {
        Path process = Path.of("/proc", Integer.toString(pid));
        try {
            Path own = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
            if (Files.readSymbolicLink(process.resolve("ns/net")).equals(own)) {
                return List.of();
            }
            return parse(Files.readAllLines(process.resolve("net/dev")));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            if (!Files.isDirectory(process)) {
                return List.of(); // ended meanwhile: ESRCH
            }
            throw new ShibafuException("read " + process + "/net/dev: " + e.getMessage(), e);
        }
    }

    /// Two lines of titles, then `eth0: 16 numbers`, eight of what was received and eight of what was sent.
    static List<Traffic> parse(List<String> lines) {
        List<Traffic> interfaces = new ArrayList<>();
        for (String line : lines) {
            int colon = line.lastIndexOf(':');
            String[] numbers = line.substring(colon + 1).strip().split(" +", -1);
            if (colon < 0 || numbers.length < NUMBERS) {
                continue;
            }
            interfaces.add(new Traffic(
                    line.substring(0, colon).strip(),
                    Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[1]),
                    Long.parseLong(numbers[2]),
                    Long.parseLong(numbers[3]),
                    Long.parseLong(numbers[8]),
                    Long.parseLong(numbers[9]),
                    Long.parseLong(numbers[10]),
                    Long.parseLong(numbers[11])));
        }
        return interfaces;
    }
}
