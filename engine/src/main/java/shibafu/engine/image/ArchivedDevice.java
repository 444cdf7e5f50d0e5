package shibafu.engine.image;

import java.io.IOException;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// A device node in an archive. None is ever made: whoever holds one holds what the kernel has behind it.
final class ArchivedDevice {
    /// Those that every container gets from the engine anyway, so that root file systems of distributions, which hold
    /// them, lose nothing (Linux, `Documentation/admin-guide/devices.txt`).
    private static final Map<String, String> MADE_BY_ENGINE = Map.of(
            "dev/null", "1:3",
            "dev/zero", "1:5",
            "dev/full", "1:7",
            "dev/random", "1:8",
            "dev/urandom", "1:9",
            "dev/tty", "5:0",
            "dev/console", "5:1",
            "dev/ptmx", "5:2");

    private ArchivedDevice() {}

    /// @throws IOException unless it is one of those that the engine makes
    static void refuseUnlessMadeByEngine(EntryPath path, TarArchiveEntry entry) throws IOException {
        boolean character = entry.getLinkFlag() == TarConstants.LF_CHR;
        String numbers = entry.getDevMajor() + ":" + entry.getDevMinor();
        if (!character || !numbers.equals(MADE_BY_ENGINE.get(String.join("/", path.steps())))) {
            throw new IOException(
                    "entry %s is a device node (%s %s), which no image may bring along; remove it from the"
                                    .formatted(path, character ? "c" : "b", numbers)
                            + " archive, and give the device to a container by --device");
        }
    }
}
