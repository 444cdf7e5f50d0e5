package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class HostFactsReaderTest {
    @Test
    void reads_the_whole_number_of_the_last_capability() {
        // CAP_CHECKPOINT_RESTORE came with Linux 5.9, and no kernel that we run on is older.
        assertThat(HostFactsReader.read(Path.of("/")).lastCapability()).isGreaterThanOrEqualTo(40);
    }
}
