package shibafu.engine.lifecycle;

import java.time.Duration;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;

/// `stop`: asks for the end, and makes it when the grace time has passed.
record Stop(Parts parts) {
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    /// @param before read before: a container that removes itself takes its record along
    void run(ContainerState before, int signal, Duration grace) {
        ContainerState state = parts.states().restarts().endForGood(before);
        new AfterBoot(parts).stopped(state);
        try {
            if (parts.status(state) == ContainerStatus.RUNNING) {
                send(state, signal);
                new Await(parts).run(state, Optional.of(grace));
            }
            if (parts.status(state) == ContainerStatus.RESTARTING) {
                new Await(parts).run(state, Optional.of(AFTER_KILL));
            }
            if (parts.status(state).canSignal()) {
                // A created container waits in our own code, and a paused one cannot answer a request.
                send(state, Signal.KILL);
                new Await(parts).run(state, Optional.of(AFTER_KILL));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (parts.status(state).canSignal()) {
            throw new ShibafuException(
                    "stop " + state.id() + ": process " + state.init().pid() + " has not ended "
                            + AFTER_KILL.toSeconds() + " s after SIGKILL; it hangs in the kernel (see /proc/"
                            + state.init().pid()
                            + "/stack)");
        }
        // Its supervisor does the same, by a program that has yet to begin: the caller may want the ports at once.
        new Joining(parts).leave(state.id());
    }

    /// That it ended by itself in between is what we want.
    private void send(ContainerState state, int signal) {
        try {
            new Signal(parts).run(state, signal);
        } catch (ShibafuException e) {
            if (parts.status(state).canSignal()) {
                throw e;
            }
        }
    }
}
