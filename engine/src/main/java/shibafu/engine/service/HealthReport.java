package shibafu.engine.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.spec.HealthCheck;
import shibafu.engine.state.HealthRecord;

/// How a container is looked after, and what was found.
///
/// @param command what is run in it
/// @param interval between two of them; `timeout` is how long one may take
/// @param startPeriod in which failures do not count until it was well
/// @param retries how many failures in a row make it unhealthy
/// @param found by its supervisor; empty if none has looked yet
public record HealthReport(
        List<String> command,
        Duration interval,
        Duration timeout,
        Duration startPeriod,
        int retries,
        Optional<HealthRecord> found) {
    public HealthReport {
        command = List.copyOf(command);
    }

    static Optional<HealthReport> of(Container container) {
        return HealthCheck.of(container.state().annotations())
                .map(check -> new HealthReport(
                        check.command(),
                        check.interval(),
                        check.timeout(),
                        check.startPeriod(),
                        check.retries(),
                        container.health().record()));
    }
}
