package shibafu.engine.lifecycle;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.StateLock;

/// `gc`: undoes what was begun and never finished, by an engine that was killed.
record Gc(Parts parts) {
    List<String> run() {
        List<String> removed = new ArrayList<>();
        List<ContainerState> left = new ArrayList<>(parts.states().abandoned(parts.probe()));
        parts.states().list().containers().stream().filter(this::isOrphaned).forEach(left::add);
        for (ContainerState state : left) {
            try (StateLock lock = parts.states().lock(state.id())) {
                new Destroy(parts).remove(lock, state);
                removed.add(state.id().value());
            }
        }
        parts.states().sweep();
        new Joining(parts).gc();
        return removed;
    }

    /// It should have been removed at its end, by a supervisor that was killed before.
    private boolean isOrphaned(ContainerState state) {
        return state.removeOnExit()
                && !state.supervisor().isNone()
                && !parts.probe().isAlive(state.supervisor())
                && !parts.probe().isAlive(state.init());
    }
}
