package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/// A neighbour that exchanges two names for each other without a pause, until it is closed.
final class Exchange implements AutoCloseable {
    private final Process process;

    Exchange(HostileBundle bundle, Path a, Path b) throws IOException {
        process = new ProcessBuilder(bundle.program("exchange").toString(), a.toString(), b.toString())
                .inheritIO()
                .start();
    }

    @Override
    public void close() throws InterruptedException {
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly().waitFor();
    }
}
