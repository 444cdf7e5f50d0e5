package shibafu.engine.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who this process is to the kernel. Read from procfs: Java has no call for it, and a native library costs 180 ms.
public final class ProcessUser {
    private static final int EFFECTIVE_UID = readEffectiveUid();

    private ProcessUser() {}

    /// The effective user id, an unsigned 32-bit number.
    public static int effectiveUid() {
        return EFFECTIVE_UID;
    }

    /// Whether this process may give files to others.
    public static boolean isRoot() {
        return EFFECTIVE_UID == 0;
    }

    /// Whether every id stands for itself, as in the first user namespace.
    ///
    /// @param uidMap what `/proc/PID/uid_map` says (user_namespaces(7))
    public static boolean isWhole(String uidMap) {
        return uidMap.strip().replaceAll("\\s+", " ").equals("0 0 4294967295");
    }

    private static int readEffectiveUid() {
        try {
            // "Uid:  real  effective  saved  filesystem"; the owner of /proc/self is root for an undumpable process.
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("Uid:")) {
                    return Integer.parseUnsignedInt(line.split("\\s+", -1)[2]);
                }
            }
            throw new IllegalStateException("read uid: /proc/self/status has no line Uid:");
        } catch (IOException e) {
            throw new UncheckedIOException("read uid from /proc/self/status", e);
        }
    }
}
