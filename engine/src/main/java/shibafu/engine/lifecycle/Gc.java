package shibafu.engine.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.PastRun;
import shibafu.engine.state.ProcessRef;
import shibafu.engine.state.StateException;
import shibafu.engine.state.StateLock;

/// `gc`: undoes what was begun and never finished, by an engine that was killed.
record Gc(Parts parts) {
    List<String> run() {
        List<String> removed = new ArrayList<>();
        for (ContainerState seen : parts.states().list().containers()) {
            if (isLeft(seen) && remove(seen.id())) {
                removed.add(seen.id().value());
            }
        }
        parts.states().sweep();
        new Joining(parts).gc();
        return removed;
    }

    /// What was seen may have been finished since, and its maker have gone for that: only what stands under the lock
    /// counts. Who holds the lock sees to it.
    private boolean remove(ContainerId id) {
        Optional<StateLock> free = lock(id);
        if (free.isEmpty()) {
            return false;
        }
        try (StateLock lock = free.get()) {
            Optional<ContainerState> left = parts.states().find(id).filter(this::isLeft);
            return left.map(state -> undo(lock, state)).orElse(false);
        }
    }

    private Optional<StateLock> lock(ContainerId id) {
        try {
            return Optional.of(parts.states().lock(id, Duration.ZERO));
        } catch (StateException e) {
            return Optional.empty();
        }
    }

    private boolean isLeft(ContainerState state) {
        return parts.probe().isAbandoned(state) || isOrphaned(state);
    }

    /// What a lost engine had begun for the caller.
    void undoBegun() {
        ProcessRef caller = parts.creator();
        for (ContainerState state : parts.states().list().containers()) {
            if (!caller.isNone() && state.creator().equals(caller)) { // nobody calls twice
                try (StateLock lock = parts.states().lock(state.id())) {
                    undo(lock, state);
                }
            }
        }
    }

    /// A start of one that ran before is taken back; all else goes.
    ///
    /// @return whether it is gone
    private boolean undo(StateLock lock, ContainerState state) {
        if (PastRun.before(state).isPresent() && !isOrphaned(state)) {
            new StartAgain(parts).undo(lock, state);
            return false;
        }
        new Destroy(parts).remove(lock, state);
        return true;
    }

    /// It should have been removed at its end, by a supervisor that was killed before.
    private boolean isOrphaned(ContainerState state) {
        return state.removeOnExit()
                && !state.supervisor().isNone()
                && !parts.probe().isAlive(state.supervisor())
                && !parts.probe().isAlive(state.init());
    }
}
