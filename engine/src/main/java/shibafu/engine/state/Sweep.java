package shibafu.engine.state;

import java.io.IOException;
import java.time.Duration;
import shibafu.engine.disk.TreeRemoval;

/// Removes what crashes left beside the records. What is in use, or cannot be removed now, is left to the next sweep.
record Sweep(StateStore store, StateFiles files) {
    void run() {
        try {
            files.asides().forEach(StateFiles::removeAside);
        } catch (IOException e) {
            // Left to the next.
        }
        StateFiles.names(files.staging()).forEach(this::removeHalfMade);
    }

    /// Under its lock: what is half made may be in the making.
    private void removeHalfMade(ContainerId id) {
        try (StateLock lock = store.lock(id, Duration.ZERO)) {
            TreeRemoval.remove(files.staged(lock.id()));
        } catch (StateException | IOException e) {
            // Left to the next.
        }
    }
}
