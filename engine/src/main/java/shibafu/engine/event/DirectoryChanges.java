package shibafu.engine.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tinylog.Logger;
import shibafu.engine.kernel.Inotify;
import shibafu.engine.kernel.Inotify.Change;
import shibafu.engine.kernel.PollLoop;

/// The one inotify(7) of a stream: hands each change to who watches its directory, in the order in which they happened.
final class DirectoryChanges {
    private final Inotify inotify;
    private final Runnable lost;
    private final Map<Integer, Consumer<Change>> listeners = new HashMap<>();

    /// @param lost called when changes were lost because too many came at once
    DirectoryChanges(PollLoop loop, Inotify inotify, Runnable lost) {
        this.inotify = inotify;
        this.lost = lost;
        loop.whenReadable(inotify.descriptor(), this::read);
    }

    /// @return the watch's number; empty if there is no such directory, or all that a user may watch is watched
    Optional<Integer> watch(Path directory, int mask, Consumer<Change> listener) {
        try {
            int watch = inotify.watch(directory, mask);
            listeners.merge(watch, listener, Consumer::andThen); // a directory may be that of two controllers
            return Optional.of(watch);
        } catch (IOException e) {
            Logger.debug("{}", e.getMessage());
            return Optional.empty();
        }
    }

    void forget(int watch) {
        listeners.remove(watch);
        inotify.forget(watch);
    }

    /// Hands on what has happened up to now.
    void read() {
        try {
            for (Change change : inotify.changes()) {
                if (change.is(Inotify.LOST)) {
                    lost.run();
                }
                Optional.ofNullable(listeners.get(change.watch())).ifPresent(listener -> listener.accept(change));
            }
        } catch (IOException e) {
            throw new IllegalStateException("read inotify: " + e.getMessage(), e);
        }
    }
}
