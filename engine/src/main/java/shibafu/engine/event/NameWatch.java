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
        this.name = read(stream, id).map(ContainerState::name);
    }

    void changed(Inotify.Change change) {
        if (!change.name().equals("state.json")) {
            return;
        }
        Optional<String> now = read(stream, id).map(ContainerState::name);
        if (now.isPresent() && name.isPresent() && !now.equals(name)) {
            stream.listener().accept(new ContainerEvent.Renamed(Instant.now(), id.value(), now.get()));
        }
        name = now.or(() -> name);
    }

    /// A container's record, if it has another process now than one that is known.
    static Optional<ContainerState> another(Stream stream, ContainerId id, Optional<ContainerState> known) {
        return read(stream, id).filter(now -> !now.init().isNone()).filter(now -> !known.map(ContainerState::init)
                .equals(Optional.of(now.init())));
    }

    /// A container's record, if it is there and can be read.
    private static Optional<ContainerState> read(Stream stream, ContainerId id) {
        try {
            return stream.store().find(id);
        } catch (ShibafuException e) {
            Logger.debug("follow record of {}: {}", id, e.getMessage());
            return Optional.empty();
        }
    }
}
