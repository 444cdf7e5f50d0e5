package shibafu.engine.event;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.tinylog.Logger;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.kernel.Inotify;
import shibafu.engine.kernel.Inotify.Change;
import shibafu.engine.kernel.PollLoop;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.StateStore;
import shibafu.engine.state.StatusProbe;

/// A stream of what happens to containers, those among them that are made while it runs. One thread for all of them.
public final class ContainerEvents implements Subscription {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Stream stream;
    private final Predicate<ContainerId> wanted;
    private final Map<ContainerId, Life> lives = new HashMap<>();

    private ContainerEvents(
            PollLoop loop,
            Inotify inotify,
            StateStore store,
            StatusProbe probe,
            Function<ContainerState, Cgroup> cgroups,
            Predicate<ContainerId> wanted,
            Consumer<ContainerEvent> listener) {
        DirectoryChanges changes = new DirectoryChanges(loop, inotify, this::rescan);
        this.stream = new Stream(store, probe, cgroups, loop, changes, KernelLog.open(), listener);
        this.wanted = wanted;
    }

    /// Starts to listen. What happens after this returns is told.
    ///
    /// @param cgroups how to find a container's cgroup
    /// @param wanted which containers
    /// @param listener called on the stream's own thread, one event after the other
    /// @throws ShibafuException if the kernel gives no descriptor for it
    public static ContainerEvents listen(
            StateStore store,
            StatusProbe probe,
            Function<ContainerState, Cgroup> cgroups,
            Predicate<ContainerId> wanted,
            Consumer<ContainerEvent> listener) {
        try {
            Inotify inotify = Inotify.open();
            PollLoop loop = PollLoop.start("container-events");
            // All of a stream belongs to its loop's thread, its beginning too.
            CompletableFuture<ContainerEvents> ready = new CompletableFuture<>();
            loop.execute(() -> {
                try {
                    ContainerEvents events =
                            new ContainerEvents(loop, inotify, store, probe, cgroups, wanted, listener);
                    events.start();
                    ready.complete(events);
                } catch (RuntimeException e) {
                    ready.completeExceptionally(e);
                    loop.close();
                }
            });
            return ready.join();
        } catch (IOException e) {
            throw new ShibafuException(
                    "listen to containers: " + e.getMessage() + "; too many files or inotify instances are in use", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof ShibafuException known
                    ? known
                    : new ShibafuException("listen to containers: " + e.getCause(), e);
        }
    }

    private void start() {
        stream.changes()
                .watch(
                        stream.store().root(),
                        Inotify.CREATED | Inotify.MOVED_TO | Inotify.MOVED_FROM | Inotify.DELETED,
                        this::changed);
        ids().forEach(id -> lives.put(id, new Life(stream, id, true)));
        stream.loop().after(TICK, this::tick);
    }

    private void changed(Change change) {
        if (!ContainerId.isValid(change.name())) {
            return;
        }
        ContainerId id = new ContainerId(change.name());
        if (change.is(Inotify.CREATED | Inotify.MOVED_TO) && isContainer(id)) {
            appeared(id);
        } else if (change.is(Inotify.MOVED_FROM | Inotify.DELETED)) {
            Optional.ofNullable(lives.remove(id)).ifPresent(Life::removed);
        }
    }

    private void appeared(ContainerId id) {
        if (!lives.containsKey(id)) {
            lives.put(id, new Life(stream, id, false));
        }
    }

    private boolean isContainer(ContainerId id) {
        return wanted.test(id) && ids().contains(id);
    }

    private List<ContainerId> ids() {
        return stream.store().ids().stream().filter(wanted).toList();
    }

    private void rescan() {
        Set<ContainerId> now = new HashSet<>(ids());
        Set<ContainerId> gone = new HashSet<>(lives.keySet());
        gone.removeAll(now);
        gone.forEach(id -> Optional.ofNullable(lives.remove(id)).ifPresent(Life::removed));
        lives.values().forEach(Life::rescan);
        now.forEach(this::appeared);
        Logger.debug("looked at all containers anew: changes were lost");
    }

    private void tick() {
        lives.values().forEach(Life::tick);
        stream.loop().after(TICK, this::tick);
    }

    @Override
    public void close() {
        stream.loop().close();
        stream.log().close();
    }
}
