package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// A neighbour that exchanges two names for each other, again and again, while containers are made.
final class Exchange {
    private static final int ROUNDS = 30;

    private Exchange() {}

    /// Makes attempts while the names are exchanged.
    ///
    /// @param attempt whether a container could be launched
    /// @return how many could
    static int during(HostileBundle bundle, Path a, Path b, Callable<Boolean> attempt) throws Exception {
        Process neighbour = new ProcessBuilder(bundle.program("exchange").toString(), a.toString(), b.toString())
                .inheritIO()
                .start();
        try {
            int launched = 0;
            for (int i = 0; i < ROUNDS; i++) {
                launched += attempt.call() ? 1 : 0;
            }
            assertThat(neighbour.isAlive()).isTrue();
            return launched;
        } finally {
            neighbour.destroyForcibly().waitFor();
        }
    }
}
