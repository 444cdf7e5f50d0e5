package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;

/// A container whose configuration cannot be read any more.
@RequiresRoot
final class UnreadableConfigRootTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void can_be_removed_all_the_same() throws IOException {
        Container container = engine.factory().create(engine.container("sleep", "100"));
        container.run(ProcessConfig.main().detached());
        Path config = engine.directory().resolve("run").resolve(container.id()).resolve("config.json");
        assertThat(config).exists();
        Files.writeString(config, "{\"ociVersion\": ");

        container.destroyForcibly();

        assertThat(engine.factory().list()).isEmpty();
    }
}
