package shibafu.engine.state;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import shibafu.engine.disk.TreeRemoval;

/// Removes what crashes left beside the records. What is in use, or cannot be removed now, is left to the next sweep.
record Sweep(StateStore store, StateFiles files) {
    void run() {
        try {
            files.asides().forEach(StateFiles::removeAside);
        } catch (IOException e) {
            // Left to the next.
        }
        Set<ContainerId> left = new TreeSet<>(StateFiles.names(files.staging()));
        left.addAll(StateFiles.names(files.locks()));
        left.forEach(this::removeHalfMade);
    }

    /// Under its lock, which goes with it where there is no such container.
    private void removeHalfMade(ContainerId id) {
        try (StateLock lock = store.lock(id, Duration.ZERO)) {
            TreeRemoval.remove(files.staged(lock.id()));
        } catch (StateException | IOException e) {
            // Left to the next.
        }
    }
}
