package shibafu.engine.lifecycle;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.StateLock;

/// `gc`: undoes what was begun and never finished, by an engine that was killed.
record Gc(Parts parts) {
    List<String> run() {
        List<String> removed = new ArrayList<>();
        for (ContainerState state : parts.states().abandoned(parts.probe())) {
            try (StateLock lock = parts.states().lock(state.id())) {
                new Destroy(parts).remove(lock, state);
                removed.add(state.id().value());
            }
        }
        parts.states().sweep();
        return removed;
    }
}
