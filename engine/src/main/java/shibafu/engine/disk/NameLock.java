package shibafu.engine.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Mutual exclusion by names, among processes and among threads, by one file that stays: a name is one of its
/// bytes. The kernel frees it when its holder dies. A file of its own for each name costs much more: on a file
/// system with a journal it takes as long to make as a cgroup.
public final class NameLock implements AutoCloseable {
    // A close of the file drops all locks of the process in it: it is open once, as long as somebody may hold one.
    private static final Map<Object, Table> TABLES = new HashMap<>();

    private final Table table;
    private final String name;
    private final FileLock lock;
    private boolean open = true;

    private NameLock(Table table, String name, FileLock lock) {
        this.table = table;
        this.name = name;
        this.lock = lock;
    }

    /// Locks `name` in `file`, which is made if missing; its directory must be there.
    ///
    /// @param patience how long to wait while others hold it
    /// @return empty if they still do
    public static Optional<NameLock> acquire(Path file, String name, Duration patience) throws IOException {
        Table table = visit(file);
        Optional<NameLock> held = Optional.empty();
        try {
            held = table.gates.pass(
                    name, patience, deadline -> RecordLocks.acquire(table.channel, place(name), 1, deadline)
                            .map(lock -> new NameLock(table, name, lock)));
            return held;
        } finally {
            if (held.isEmpty()) {
                table.leave();
            }
        }
    }

    /// Who holds `name`, if the kernel tells (/proc/locks); for messages only.
    public static Optional<String> holder(Path file, String name) {
        try {
            synchronized (TABLES) {
                if (known(file).filter(table -> table.gates.isAsked(name)).isPresent()) {
                    return Optional.of("this process");
                }
            }
            return KernelLocks.holder(file, place(name)).map(pid -> "process " + pid);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Unlocks.
    @Override
    public synchronized void close() throws IOException {
        if (open) {
            open = false;
            try {
                lock.release();
            } finally {
                table.gates.leave(name);
                table.leave();
            }
        }
    }

    /// The byte of a name, far beyond the file's end (FNV-1a, 62 bits). Two names on one byte would only keep
    /// each other out.
    static long place(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash >>> 2;
    }

    private static Table visit(Path file) throws IOException {
        synchronized (TABLES) {
            Optional<Table> known = known(file);
            Table table = known.isPresent() ? known.get() : open(file);
            table.visitors++;
            return table;
        }
    }

    private static Optional<Table> known(Path file) throws IOException {
        try {
            return Optional.ofNullable(TABLES.get(identity(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Table open(Path file) throws IOException {
        closeRemoved();
        Table table = new Table(file, FileChannel.open(file, RecordLocks.OPTIONS, RecordLocks.OWNERS));
        TABLES.put(identity(file), table);
        return table;
    }

    /// Those whose file is gone, with all that stood beside it.
    private static void closeRemoved() throws IOException {
        for (Iterator<Table> tables = TABLES.values().iterator(); tables.hasNext(); ) {
            Table table = tables.next();
            if (table.visitors == 0 && !Files.exists(table.file, LinkOption.NOFOLLOW_LINKS)) {
                tables.remove();
                table.channel.close();
            }
        }
    }

    private static Object identity(Path file) throws IOException {
        return Objects.requireNonNull(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey());
    }

    /// A file that is open.
    private static final class Table {
        final Path file;
        final FileChannel channel;
        final Gates gates = new Gates();
        int visitors; // changed only with TABLES locked

        Table(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        void leave() {
            synchronized (TABLES) {
                visitors--;
            }
        }
    }
}
