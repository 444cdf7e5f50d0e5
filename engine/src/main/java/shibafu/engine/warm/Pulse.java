package shibafu.engine.warm;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import shibafu.engine.launch.FrontGoneException;
import shibafu.engine.launch.FrontSession;

/// Tells fronts that wait that this engine is alive. One whose engine is silent for ten seconds ends it.
final class Pulse {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Set<FrontSession> sessions = ConcurrentHashMap.newKeySet();

    void start() {
        Thread.ofPlatform().daemon().name("pulse").start(this::run);
    }

    void add(FrontSession session) {
        sessions.add(session);
    }

    void remove(FrontSession session) {
        sessions.remove(session);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                sessions.forEach(Pulse::tell);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(FrontSession session) {
        try {
            session.pulse();
        } catch (FrontGoneException e) {
            // Whoever works for it will notice.
        }
    }
}
