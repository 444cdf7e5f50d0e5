package shibafu.engine.event;

import java.time.Instant;
import java.util.Optional;
import org.tinylog.Logger;
import shibafu.engine.ShibafuException;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.HealthRecord;
import shibafu.engine.state.HealthStatus;

/// Whether a container is well, as its supervisor writes it down. That it begins to be looked at is no news.
final class HealthWatch {
    private final Stream stream;
    private final ContainerId id;
    private Optional<HealthStatus> health = Optional.empty();

    HealthWatch(Stream stream, ContainerId id) {
        this.stream = stream;
        this.id = id;
    }

    void look(boolean quiet) {
        try {
            Optional<HealthStatus> now = HealthRecord.of(stream.store(), id).map(HealthRecord::status);
            boolean news = !quiet && !now.equals(health) && !now.equals(Optional.of(HealthStatus.STARTING));
            health = now;
            if (news) {
                now.ifPresent(status ->
                        stream.listener().accept(new ContainerEvent.HealthChanged(Instant.now(), id.value(), status)));
            }
        } catch (ShibafuException e) {
            Logger.debug("follow health of {}: {}", id, e.getMessage());
        }
    }
}
