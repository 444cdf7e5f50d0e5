package shibafu.engine.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.tinylog.Logger;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.kernel.Descriptor;
import shibafu.engine.kernel.Inotify;
import shibafu.engine.kernel.Inotify.Change;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ExitRecord;
import shibafu.engine.state.HealthRecord;

/// One container from its record to its removal. The record's directory tells of its starts and ends, its process
/// (pidfd) that it has ended, its cgroup what happens in between. Belongs to the loop's thread.
final class Life implements AutoCloseable {
    /// How long the supervisor may take, after the end, to write it down.
    private static final Duration RECORDING = Duration.ofSeconds(5);

    private final Stream stream;
    private final ContainerId id;
    private final Optional<Integer> directory;
    private final NameWatch name;
    private Stage stage = Stage.RESERVED;
    private Optional<ContainerState> state = Optional.empty();
    private Optional<CgroupWatch> watch = Optional.empty();
    private Optional<Descriptor> process = Optional.empty();
    private final HealthWatch health;
    private boolean recorded;
    private int runs;

    private enum Stage {
        RESERVED,
        CREATED,
        STARTED,
        ENDED
    }

    /// @param known whether it was there before anybody listened: then what it is already is not told
    Life(Stream stream, ContainerId id, boolean known) {
        this.stream = stream;
        this.id = id;
        this.directory = stream.changes()
                .watch(
                        stream.store().directory(id),
                        Inotify.MOVED_TO | Inotify.WRITTEN | Inotify.DELETED,
                        this::changed);
        this.name = new NameWatch(stream, id);
        look(known);
        this.health = new HealthWatch(stream, id);
        health.look(known);
    }

    private void changed(Change change) {
        name.changed(change);
        switch (change.name()) {
            // The stub removes the FIFO when it has let the program go; whoever removes the record, after the end.
            case "exec.fifo" -> {
                if (change.is(Inotify.DELETED) && !recorded && stage == Stage.CREATED) {
                    started(false);
                }
            }
            case "exit.json" -> {
                recorded |= !change.is(Inotify.DELETED);
                look(false);
            }
            case "state.json", "started" -> { // either tells of its first process, or of one more
                Optional<ContainerState> other =
                        stage == Stage.ENDED ? NameWatch.another(stream, id, state) : Optional.empty();
                if (other.isPresent() && isRestart(other.get())) {
                    again(change); // whose own word is still to come
                } else if (other.isPresent()) {
                    runs++;
                    recorded = false;
                    stage = Stage.RESERVED;
                }
                look(false);
            }
            case "restarts" -> again(change);
            case HealthRecord.FILE -> health.look(false);
            default -> {}
        }
    }

    /// Catches up with what stands in the record.
    private void look(boolean quiet) {
        try {
            boolean goesOn = stage == Stage.RESERVED && reserved(quiet);
            // Read once, and first: an end that is recorded in between must not pass over the start.
            Optional<ExitRecord> exit = stage == Stage.RESERVED || stage == Stage.ENDED
                    ? Optional.empty()
                    : stream.store().exit(id).filter(record -> !alive());
            if (stage == Stage.CREATED && (goesOn || isStarted(exit))) {
                started(quiet);
            }
            if (exit.isPresent()) {
                ended(exit, quiet);
            }
            if (quiet && stage != Stage.RESERVED && stage != Stage.ENDED && !alive()) {
                ended(Optional.empty(), true); // and nobody recorded it
            }
        } catch (ShibafuException e) {
            Logger.debug("follow container {}: {}", id, e.getMessage());
        }
    }

    /// Whether it has a process that waits for nobody; its record may be gone before that can be seen otherwise.
    private boolean reserved(boolean quiet) {
        state = stream.store().find(id).filter(found -> !found.init().isNone());
        boolean waits = hasFifo();
        state.ifPresent(found -> created(found, quiet));
        return state.isPresent() && !waits;
    }

    private boolean hasFifo() {
        return Files.exists(stream.store().fifo(id), LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isRestart(ContainerState other) {
        return !other.supervisor().isNone()
                && state.map(ContainerState::supervisor).equals(Optional.of(other.supervisor()));
    }

    /// Its supervisor has run it again, perhaps before the record of its last end could be read.
    private void again(Change change) {
        if (stage == Stage.STARTED && !change.is(Inotify.DELETED) && !alive()) {
            ended(Optional.empty(), false);
        }
        if (stage == Stage.ENDED) {
            runs++;
            recorded = false;
            state = stream.store().find(id);
            state.ifPresent(found -> created(found, true));
            started(false);
        }
    }

    /// Told once the cgroup is watched: what happens after is not missed.
    private void created(ContainerState found, boolean quiet) {
        stage = Stage.CREATED;
        awaitEnd(found);
        Cgroup cgroup = stream.cgroups().apply(found);
        if (cgroup.exists()) {
            Scene scene = new Scene(id.value(), cgroup, !quiet, stream.loop(), stream.changes(), stream.listener());
            watch = Optional.of(new CgroupWatch(scene, stream.log()));
        }
        if (!quiet) {
            stream.listener()
                    .accept(new ContainerEvent.Created(
                            Instant.now(), id.value(), found.init().pid()));
            watch.ifPresent(CgroupWatch::look); // something may have happened already
        }
    }

    private void awaitEnd(ContainerState found) {
        try {
            Descriptor opened = Descriptor.process(found.init().pid());
            process = Optional.of(opened);
            stream.loop().whenReadable(opened, () -> processEnded(opened));
        } catch (IOException e) { // ESRCH: it has ended already, which the record tells
            Logger.debug("follow container {}: {}", id, e.getMessage());
            stream.loop().after(Duration.ZERO, this::awaitRecord);
        }
    }

    private void processEnded(Descriptor descriptor) {
        stream.loop().forget(descriptor);
        process = Optional.empty();
        stream.changes().read(); // what happened before, its start perhaps, is told before
        if (state.filter(ContainerState::removeOnExit).isEmpty()) {
            watch.ifPresent(CgroupWatch::look);
        } // else its record is about to come and go: nothing must keep us from reading it
        awaitRecord();
    }

    private void awaitRecord() {
        if (stage == Stage.ENDED) {
            return;
        }
        boolean supervised = state.filter(found -> stream.probe().isAlive(found.supervisor()))
                .isPresent();
        look(false);
        if (stage != Stage.ENDED && supervised) {
            int run = runs;
            stream.loop().after(RECORDING, () -> {
                if (run == runs) {
                    ended(Optional.empty(), false);
                }
            });
        } else if (stage != Stage.ENDED) {
            ended(Optional.empty(), false);
        }
    }

    /// The FIFO is missing; but it also is while all of the record is being removed.
    private boolean isStarted(Optional<ExitRecord> exit) {
        return !hasFifo() && (exit.isPresent() || alive());
    }

    private boolean alive() {
        return state.filter(found -> stream.probe().isAlive(found.init())).isPresent();
    }

    private void started(boolean quiet) {
        stage = Stage.STARTED;
        int pid = state.map(found -> found.init().pid()).orElse(0);
        if (!quiet) {
            stream.listener().accept(new ContainerEvent.Started(Instant.now(), id.value(), pid));
        }
    }

    private void ended(Optional<ExitRecord> exit, boolean quiet) {
        if (stage == Stage.ENDED || stage == Stage.RESERVED) {
            return;
        }
        stage = Stage.ENDED;
        if (!quiet) {
            OptionalLong kills =
                    exit.map(end -> OptionalLong.of(end.oomKills())).orElse(OptionalLong.empty());
            watch.ifPresent(cgroup -> cgroup.lookLast(kills));
        }
        watch.ifPresent(CgroupWatch::close);
        watch = Optional.empty();
        if (!quiet) {
            stream.listener().accept(ContainerEvent.Exited.now(id, exit));
        }
    }

    /// Its record is gone.
    void removed() {
        ended(Optional.empty(), false);
        stream.listener().accept(new ContainerEvent.Removed(Instant.now(), id.value()));
        close();
    }

    /// What the kernel does not tell.
    void tick() {
        watch.ifPresent(CgroupWatch::look);
    }

    /// Catches up after changes were lost.
    void rescan() {
        look(false);
    }

    @Override
    public void close() {
        process.ifPresent(stream.loop()::forget);
        watch.ifPresent(CgroupWatch::close);
        watch = Optional.empty();
        directory.ifPresent(stream.changes()::forget);
    }
}
