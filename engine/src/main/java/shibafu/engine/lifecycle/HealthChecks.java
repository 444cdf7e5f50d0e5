package shibafu.engine.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.plan.PlanCompiler;
import shibafu.engine.spec.HealthCheck;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.HealthRecord;
import shibafu.engine.state.HealthStatus;

/// Whether one container is well: its supervisor looks now and then, and writes down what it finds.
public final class HealthChecks {
    private static final int SIGUSR1 = 10; // what the supervisor takes for the wish to know now
    private static final Duration BESIDES_THE_PROBE = Duration.ofSeconds(30);
    private static final int PAUSE_MILLIS = 10;

    private final Parts parts;
    private final ContainerId id;

    HealthChecks(Parts parts, ContainerId id) {
        this.parts = parts;
        this.id = id;
    }

    /// What was found so far, also of a container that has ended; empty if nobody looks.
    public Optional<HealthRecord> record() {
        return HealthRecord.of(parts.states(), id);
    }

    /// Whether a container with this record is well; empty unless it runs and somebody looks.
    public Optional<HealthStatus> status(ContainerState state, ContainerStatus status) {
        boolean goesOn = status == ContainerStatus.RUNNING || status == ContainerStatus.PAUSED;
        return goesOn
                        && state.annotations().containsKey(HealthCheck.ANNOTATION)
                        && parts.probe().isAlive(state.supervisor())
                ? record().map(HealthRecord::status)
                : Optional.empty();
    }

    /// Has its supervisor look now, out of turn.
    ///
    /// @return what it found
    /// @throws ShibafuException if it does not run, or has no health check
    public HealthRecord check() throws InterruptedException {
        ContainerState state = parts.states().load(id);
        HealthCheck check = HealthCheck.of(state.annotations())
                .filter(found -> !state.supervisor().isNone())
                .orElseThrow(() -> new ShibafuException("check health of " + id + ": it has no health check"));
        refuse(parts.status(state), state);
        Instant asked = Instant.now();
        parts.carryOut(
                PlanCompiler.signal(state.supervisor().pid(), state.supervisor().startTime(), SIGUSR1));
        Instant latest = asked.plus(check.timeout().multipliedBy(2)).plus(BESIDES_THE_PROBE); // one may be under way
        while (Instant.now().isBefore(latest)) {
            Optional<HealthRecord> found = record().filter(record -> isSince(asked, record));
            if (found.isPresent()) {
                return found.get();
            }
            refuse(parts.status(state), state);
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new ShibafuException("check health of " + id + ": its supervisor does not answer");
    }

    private static boolean isSince(Instant asked, HealthRecord record) {
        return !record.log().isEmpty() && !record.log().getLast().start().isBefore(asked);
    }

    private void refuse(ContainerStatus status, ContainerState state) {
        if (status != ContainerStatus.RUNNING) {
            throw new ShibafuException("check health of " + id + ": container not running, it is " + status.word());
        }
        if (!parts.probe().isAlive(state.supervisor())) {
            throw new ShibafuException(
                    "check health of " + id + ": its supervisor was killed, and nobody looks any more");
        }
    }
}
