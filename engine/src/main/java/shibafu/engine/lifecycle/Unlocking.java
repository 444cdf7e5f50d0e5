package shibafu.engine.lifecycle;

import java.io.IOException;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.LockFile;

/// How a step of a container's life lets go of what it had to hold, if it did.
final class Unlocking {
    private Unlocking() {}

    /// @param what was locked, for errors
    static void of(Optional<LockFile> lock, String what) {
        try {
            if (lock.isPresent()) {
                lock.get().close();
            }
        } catch (IOException e) {
            throw new ShibafuException("unlock " + what + ": " + IoReason.of(e), e);
        }
    }
}
