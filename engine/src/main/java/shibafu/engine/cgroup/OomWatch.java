package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Looks at a cgroup's count of OOM kills twice a second, and at once where the kernel tells of changes: on v2 inotify
/// sees `memory.events` change, as long as the file is looked at now and then; v1 tells only eventfds, which Java does
/// not have. Ends with the cgroup, or by
/// [#close].
public final class OomWatch implements AutoCloseable {
    private static final long PERIOD_MILLIS = 500;

    private final Cgroup cgroup;
    private final Runnable killed;
    private final Thread thread;
    private volatile boolean closed;

    private OomWatch(Cgroup cgroup, Optional<Path> directory, Runnable killed) {
        this.cgroup = cgroup;
        this.killed = killed;
        long before = cgroup.oomKills(); // read here, so that what happens after start() is never missed
        this.thread = Thread.ofVirtual().name("oom-watch").unstarted(() -> watch(directory, before));
    }

    /// @param directory where inotify sees changes; empty to poll alone
    static OomWatch start(Cgroup cgroup, Optional<Path> directory, Runnable killed) {
        OomWatch watch = new OomWatch(cgroup, directory, killed);
        watch.thread.start();
        return watch;
    }

    private void watch(Optional<Path> directory, long before) {
        if (directory.isEmpty()) {
            poll(before, () -> Thread.sleep(PERIOD_MILLIS));
            return;
        }
        try (WatchService changes = FileSystems.getDefault().newWatchService()) {
            directory.get().register(changes, StandardWatchEventKinds.ENTRY_MODIFY);
            poll(before, () -> await(changes));
        } catch (IOException e) {
            // No inotify to be had: too many are in use, or the cgroup is gone, which the poll finds out.
            poll(before, () -> Thread.sleep(PERIOD_MILLIS));
        }
    }

    private void poll(long before, Pause pause) {
        long seen = before;
        try {
            while (!closed && cgroup.exists()) {
                long now = cgroup.oomKills();
                if (now > seen) {
                    killed.run();
                    seen = now;
                }
                pause.pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (CgroupException e) {
            if (!closed) { // an interrupt also ends a read
                throw e;
            }
        }
    }

    private static void await(WatchService changes) throws InterruptedException {
        WatchKey key = changes.poll(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    /// Ends the watch; a call that is under way comes to its end.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    @FunctionalInterface
    private interface Pause {
        void pause() throws InterruptedException;
    }
}
