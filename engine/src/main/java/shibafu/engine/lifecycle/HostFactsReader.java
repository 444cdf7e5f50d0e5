package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.ProcessUser;
import shibafu.engine.disk.SmallFile;
import shibafu.engine.plan.HostFacts;

/// Reads the few facts about this host that a plan depends on.
final class HostFactsReader {
    private HostFactsReader() {}

    static HostFacts read(Path root) {
        String lastCapability = line(root.resolve("proc/sys/kernel/cap_last_cap"));
        boolean userNamespace = !ProcessUser.isWhole(line(root.resolve("proc/self/uid_map")));
        return new HostFacts(Integer.parseInt(lastCapability), userNamespace, uid(), resctrl(root));
    }

    /// The root group's own file tells it from an empty directory.
    private static Optional<Path> resctrl(Path root) {
        Path mounted = root.resolve("sys/fs/resctrl");
        return Files.exists(mounted.resolve("schemata")) ? Optional.of(mounted) : Optional.empty();
    }

    private static int uid() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new ShibafuException("read the owner of /proc/self: " + e.getMessage(), e);
        }
    }

    private static String line(Path file) {
        try {
            return new String(SmallFile.start(file), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new ShibafuException("read " + file + ": " + e.getMessage() + "; is /proc mounted?", e);
        }
    }
}
