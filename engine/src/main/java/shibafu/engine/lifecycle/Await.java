package shibafu.engine.lifecycle;

import java.time.Duration;
import java.util.Optional;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.ExitRecord;

/// `wait`: until the container has stopped and its end is recorded.
record Await(Parts parts) {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    /// How long the supervisor may take, after the end, to write it down.
    private static final Duration RECORDING = Duration.ofSeconds(5);

    Optional<ExitRecord> run(ContainerState state, Optional<Duration> limit) throws InterruptedException {
        long started = System.nanoTime();
        long pause = 1;
        while (parts.status(state) != ContainerStatus.STOPPED) {
            if (limit.isPresent() && System.nanoTime() - started > limit.get().toNanos()) {
                return Optional.empty();
            }
            Thread.sleep(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE.toMillis());
        }
        return recorded(state);
    }

    private Optional<ExitRecord> recorded(ContainerState state) throws InterruptedException {
        long stopped = System.nanoTime();
        Optional<ExitRecord> exit = parts.states().exit(state.id());
        while (exit.isEmpty() && supervised(state) && System.nanoTime() - stopped < RECORDING.toNanos()) {
            Thread.sleep(2);
            exit = parts.states().exit(state.id());
        }
        return exit;
    }

    private boolean supervised(ContainerState state) {
        return parts.probe().isAlive(state.supervisor());
    }
}
