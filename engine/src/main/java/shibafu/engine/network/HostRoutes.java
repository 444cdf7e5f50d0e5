package shibafu.engine.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which addresses the host reaches already: `/proc/net/route` (proc_pid_net(5)), numbers in the byte order of the
// host.
record HostRoutes(List<Subnet> taken) {
    HostRoutes {
        taken = List.copyOf(taken);
    }

    /// @param root `/`, or a directory in its place
    static HostRoutes read(Path root) {
        Path file = root.resolve("proc/net/route");
        List<Subnet> taken = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] cells = line.trim().split("\\s+", -1);
                if (cells.length > 7 && cells[1].matches("[0-9A-F]{8}")) {
                    int mask = (int) Long.parseLong(cells[7], 16);
                    // The default route reaches everything, and takes nothing.
                    if (mask != 0) {
                        long address = Integer.toUnsignedLong(Integer.reverseBytes((int) Long.parseLong(cells[1], 16)));
                        taken.add(new Subnet(address, Integer.bitCount(mask)));
                    }
                }
            }
        } catch (NoSuchFileException e) {
            return new HostRoutes(List.of());
        } catch (IOException e) {
            throw new NetworkException("read " + file + ": " + e.getMessage(), e);
        }
        return new HostRoutes(taken);
    }
}
