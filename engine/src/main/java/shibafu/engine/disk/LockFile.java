package shibafu.engine.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Mutual exclusion by a file, among processes and among threads; the kernel frees it when its holder dies.
///
/// The file holds its holder's pid, for messages. It may be removed by who holds it: a waiter that then gets the lock
/// of a file that is no longer there notices and starts again.
public final class LockFile implements AutoCloseable {
    private static final Gates GATES = new Gates();
    // A link to this process' number; Java's own way to it starts a thread pool.
    private static final Path SELF = Path.of("/proc/self");
    private static final int WIDTH = 10;

    private final Path file;
    private final String key;
    private final FileChannel channel;
    private boolean open = true;

    private LockFile(Path file, String key, FileChannel channel) {
        this.file = file;
        this.key = key;
        this.channel = channel;
    }

    /// Locks `file`, which is made if missing; its directory must be there.
    ///
    /// @param patience how long to wait while others hold it
    /// @return empty if they still do
    public static Optional<LockFile> acquire(Path file, Duration patience) throws IOException {
        String key = key(file);
        // A close of the file drops the lock of the whole process: a thread opens it only once it has passed the gate.
        return GATES.pass(key, patience, deadline -> acquireFromOthers(file, key, deadline));
    }

    /// The process that holds, or last held, the lock; for messages only.
    public static Optional<String> holder(Path file) {
        try {
            // Never opened while this process holds it: closing it again would drop the lock.
            if (GATES.isAsked(key(file))) {
                return Optional.of("this process");
            }
            String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return pid.isEmpty() ? Optional.empty() : Optional.of("process " + pid);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Unlocks; the file stays.
    @Override
    public synchronized void close() throws IOException {
        if (open) {
            open = false;
            try {
                channel.close();
            } finally {
                GATES.leave(key);
            }
        }
    }

    /// Removes the file and unlocks.
    public synchronized void closeAndRemove() throws IOException {
        if (open) {
            try {
                Files.deleteIfExists(file);
            } finally {
                close();
            }
        }
    }

    // The lock lives as long as its channel.
    private static Optional<LockFile> acquireFromOthers(Path file, String key, long deadline)
            throws IOException, InterruptedException {
        while (true) {
            // The last holder may remove the file at any time, and another make it anew: what we locked counts only
            // if the same file stood there before we opened it and after we locked it.
            Optional<String> before = identity(file);
            FileChannel channel = FileChannel.open(file, RecordLocks.OPTIONS, RecordLocks.OWNERS);
            boolean keep = false;
            try {
                if (RecordLocks.acquire(channel, 0, Long.MAX_VALUE, deadline).isEmpty()) {
                    return Optional.empty();
                }
                keep = before.isPresent() && before.equals(identity(file));
                if (keep) {
                    writeHolder(channel);
                    return Optional.of(new LockFile(file, key, channel));
                }
            } finally {
                if (!keep) {
                    channel.close();
                }
            }
        }
    }

    /// Never truncates: on a file system with a journal that costs more than all the rest.
    private static void writeHolder(FileChannel channel) throws IOException {
        ByteBuffer wanted = ByteBuffer.wrap(Holder.TEXT);
        ByteBuffer found = ByteBuffer.allocate(wanted.remaining());
        channel.read(found, 0);
        if (!found.flip().equals(wanted)) {
            channel.write(wanted, 0);
        }
    }

    /// This process as it stands in a lock file, always of the same length.
    private static final class Holder {
        private static final byte[] TEXT = text();

        private static byte[] text() {
            try {
                // Where procfs is missing, there is no name to tell.
                String pid = Files.isSymbolicLink(SELF)
                        ? Files.readSymbolicLink(SELF).toString()
                        : "";
                return (pid + " ".repeat(WIDTH - pid.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
            } catch (IOException e) {
                throw new UncheckedIOException("read " + SELF, e);
            }
        }
    }

    /// The same for all paths to a file: its directory's inode, and its name.
    private static String key(Path file) throws IOException {
        Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        Object inode =
                Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
        return inode + "/" + file.getFileName();
    }

    /// Which file stands at a path, if any: inode numbers are given out again, so the time of birth counts too. A text,
    /// as the equality of records costs a cold start 15 ms.
    private static Optional<String> identity(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty(); // the exception costs more than a second look
        }
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(found.fileKey() + " " + found.creationTime().to(TimeUnit.NANOSECONDS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
