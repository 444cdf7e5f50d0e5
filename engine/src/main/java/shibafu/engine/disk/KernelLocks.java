package shibafu.engine.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// What /proc/locks (proc_locks(5)) tells: `1: POSIX ADVISORY WRITE 4711 fd:00:2531452 0 EOF`, with the
/// holder's pid, the file's device and inode, and the range's first and last byte.
final class KernelLocks {
    private static final Path LOCKS = Path.of("/proc/locks");

    private KernelLocks() {}

    /// The process that holds a record lock on `file` that begins at a byte.
    static Optional<String> holder(Path file, long first) throws IOException {
        String inode = ":" + Files.getAttribute(file, "unix:ino");
        try (Stream<String> lines = Files.lines(LOCKS)) {
            return lines.map(line -> line.split("\\s+"))
                    .filter(words -> words.length >= 7 && "POSIX".equals(words[1]))
                    .filter(words -> words[5].endsWith(inode) && words[6].equals(Long.toString(first)))
                    .map(words -> words[4])
                    .findFirst();
        }
    }
}
