package shibafu.engine.state;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import shibafu.engine.disk.IoReason;

/// Containers that their supervisors run again: what those tell, and what they are told.
public final class Restarts {
    private final StateFiles files;

    Restarts(StateFiles files) {
        this.files = files;
    }

    /// How often the container was run again, and what runs since.
    public RestartRecord of(ContainerId id) {
        Path file = files.restarts(id);
        try {
            return RestartRecord.read(file);
        } catch (IOException e) {
            throw new StateException("read restarts of " + id + " from " + file + ": " + IoReason.of(e), file, e);
        }
    }

    /// Tells the supervisor that the container's next end is its last: to be called before the end is asked for.
    ///
    /// @return the record as it stands then
    public ContainerState endForGood(ContainerState state) {
        Path file = files.stopping(state.id());
        if (!state.restarts()) {
            return state;
        }
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            // Told before; or it is gone.
        } catch (IOException e) {
            throw new StateException("end restarts of " + state.id() + " by " + file + ": " + IoReason.of(e), file, e);
        }
        return of(state.id()).join(state);
    }
}
