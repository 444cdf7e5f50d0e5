package shibafu.engine.state;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.tinylog.Logger;

/// Tells when containers appear, are started, changed or ended, or vanish: by inotify where there is some, and by
/// polling anyway. The end of a container that has no supervisor changes no file, and is not told.
public final class StateWatcher implements AutoCloseable {
    /// How often it polls by default.
    public static final Duration INTERVAL = Duration.ofMillis(500);

    // One start touches several files; telling it once is enough.
    private static final long SETTLE_MILLIS = 10;

    private final StateStore store;
    private final Duration interval;
    private final Consumer<Set<ContainerId>> changed;
    private final Optional<WatchService> inotify;
    private final Map<ContainerId, WatchKey> watched = new HashMap<>();
    private final Thread thread;
    private Map<ContainerId, List<String>> known;
    private volatile boolean closed;

    private StateWatcher(
            StateStore store, Duration interval, Consumer<Set<ContainerId>> changed, Optional<WatchService> inotify) {
        this.store = store;
        this.interval = interval;
        this.changed = changed;
        this.inotify = inotify;
        this.known = look();
        this.thread = Thread.ofVirtual().name("state-watcher").unstarted(this::watch);
    }

    /// Starts watching.
    ///
    /// @param changed called on the watcher's own thread with the ids of which something changed since the last call;
    ///     for the first call, since this method was called
    public static StateWatcher start(StateStore store, Duration interval, Consumer<Set<ContainerId>> changed) {
        StateWatcher watcher = new StateWatcher(store, interval, changed, openInotify(store.root()));
        watcher.thread.start();
        return watcher;
    }

    /// Stops watching; no callback runs and no thread of its own is left after it returns. Not to be called from the
    /// callback.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        closeInotify();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<WatchService> openInotify(Path root) {
        try {
            WatchService service = root.getFileSystem().newWatchService();
            root.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
            return Optional.of(service);
        } catch (IOException e) {
            Logger.debug("watch {} by polling only: {}", root, e.getMessage());
            return Optional.empty();
        }
    }

    private void watch() {
        try {
            while (!closed) {
                tellChanges();
                await();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // Closed.
        }
    }

    private void tellChanges() {
        try {
            Map<ContainerId, List<String>> now = look();
            Set<ContainerId> different = new HashSet<>(known.keySet());
            different.addAll(now.keySet());
            different.removeIf(id -> Optional.ofNullable(known.get(id)).equals(Optional.ofNullable(now.get(id))));
            known = now;
            if (!different.isEmpty() && !closed) {
                changed.accept(Set.copyOf(different));
            }
        } catch (RuntimeException e) {
            // The next look may succeed; a failing callback must not end the watch.
            Logger.warn(e, "watch {}", store.root());
        }
    }

    private void await() throws InterruptedException {
        if (inotify.isEmpty()) {
            Thread.sleep(interval);
            return;
        }
        WatchKey key = inotify.get().poll(interval.toNanos(), TimeUnit.NANOSECONDS);
        if (key != null) {
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
        }
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = inotify.get().poll();
        }
    }

    /// What stands in each container's directory: for each file, which inode it is and when it was written.
    private Map<ContainerId, List<String>> look() {
        Map<ContainerId, List<String>> found = new HashMap<>();
        for (ContainerId id : store.files().containers()) {
            watchAlso(id);
            found.put(id, List.of(stamp(store.files().state(id)), stamp(store.exitFile(id)), stamp(store.fifo(id))));
        }
        watched.keySet().removeIf(id -> !found.containsKey(id));
        return found;
    }

    private void watchAlso(ContainerId id) {
        if (inotify.isEmpty() || (watched.containsKey(id) && watched.get(id).isValid())) {
            return;
        }
        try {
            watched.put(
                    id,
                    store.directory(id)
                            .register(
                                    inotify.get(),
                                    StandardWatchEventKinds.ENTRY_CREATE,
                                    StandardWatchEventKinds.ENTRY_DELETE));
        } catch (IOException e) {
            // Gone again, or no inotify watch is left: polling sees it.
        }
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.fileKey() + " " + found.lastModifiedTime();
        } catch (IOException e) {
            return "";
        }
    }

    private void closeInotify() {
        if (inotify.isPresent()) {
            try {
                inotify.get().close();
            } catch (IOException e) {
                Logger.debug(e, "close the watch of {}", store.root());
            }
        }
    }
}
