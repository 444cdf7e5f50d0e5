package shibafu.engine.event;

import java.time.Instant;
import java.util.Optional;
import org.tinylog.Logger;
import shibafu.engine.ShibafuException;
import shibafu.engine.kernel.Inotify;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;

/// Tells when a container's record says another name than before. Belongs to the loop's thread.
final class NameWatch {
    private final Stream stream;
    private final ContainerId id;
    private Optional<String> name;

    NameWatch(Stream stream, ContainerId id) {
        this.stream = stream;
        this.id = id;
        this.name = read();
    }

    void changed(Inotify.Change change) {
        if (!change.name().equals("state.json")) {
            return;
        }
        Optional<String> now = read();
        if (now.isPresent() && name.isPresent() && !now.equals(name)) {
            stream.listener().accept(new ContainerEvent.Renamed(Instant.now(), id.value(), now.get()));
        }
        name = now.or(() -> name);
    }

    private Optional<String> read() {
        try {
            return stream.store().find(id).map(ContainerState::name);
        } catch (ShibafuException e) {
            Logger.debug("follow name of {}: {}", id, e.getMessage());
            return Optional.empty();
        }
    }
}
