package shibafu.engine.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Waits before something is tried again, each time twice as long, and gives up after five times in a row.
final class Patience {
    private static final int MOST = 5;
    private static final long FIRST_MILLIS = 250;
    private static final long LONGEST_SECONDS = 30;

    private int waited;

    /// To be called when something was got.
    void renew() {
        waited = 0;
    }

    /// @param retryAfter the seconds that the other side asks for, where it does
    /// @return false, at once, if it is enough
    boolean wait(Optional<String> retryAfter) throws IOException {
        if (++waited >= MOST) {
            return false;
        }
        long millis = retryAfter
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(text -> Math.min(Long.parseLong(text), LONGEST_SECONDS) * 1000)
                // Some apart: what broke for all at once is not to be asked by all at once.
                .orElseGet(() ->
                        (FIRST_MILLIS << waited) + ThreadLocalRandom.current().nextLong(FIRST_MILLIS));
        try {
            Thread.sleep(Duration.ofMillis(millis));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
