package shibafu.engine.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The kernel's record locks (fcntl(2), F_SETLK): a range of a file's bytes for one process, until it gives it
/// up, dies, or closes *any* descriptor of that file.
final class RecordLocks {
    static final Set<StandardOpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    static final FileAttribute<Set<PosixFilePermission>> OWNERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final long SHORTEST_PAUSE_NANOS = 500_000;
    private static final long LONGEST_PAUSE_NANOS = 20_000_000;

    private RecordLocks() {}

    /// Waits for a range that other processes may hold.
    ///
    /// @param deadline as [System#nanoTime] tells it
    /// @return empty if they still do
    static Optional<FileLock> acquire(FileChannel channel, long position, long size, long deadline)
            throws IOException, InterruptedException {
        long pause = SHORTEST_PAUSE_NANOS;
        while (true) {
            FileLock lock = tryOnce(channel, position, size);
            long left = deadline - System.nanoTime();
            if (lock != null || left <= 0) {
                return Optional.ofNullable(lock);
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(pause, left));
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }

    private static @Nullable FileLock tryOnce(FileChannel channel, long position, long size) throws IOException {
        try {
            return channel.tryLock(position, size, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
