package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.spec.LinuxSpec.IdMapping;

final class OwnIdsTest {
    @Test
    void are_read_from_the_maps_of_a_process(@TempDir Path process) throws IOException {
        Files.writeString(
                process.resolve("uid_map"), "         0       1000          1\n         1     300000      65536\n");
        Files.writeString(process.resolve("gid_map"), "         0        100          1\n");
        assertThat(OwnIds.read(process)).isEqualTo(new OwnIds(1000, 100, 65537, 1));
    }

    @Test
    void are_shown_as_themselves_amid_the_others() {
        OwnIds ids = new OwnIds(1000, 100, 65537, 65537);
        assertThat(ids.uidsWithOwnAs(1000))
                .containsExactly(
                        new IdMapping(0, 1, 1000), new IdMapping(1000, 0, 1), new IdMapping(1001, 1001, 64536));
        assertThat(ids.gidsWithOwnAs(0)).containsExactly(new IdMapping(0, 0, 1), new IdMapping(1, 1, 65536));
    }

    @Test
    void are_shown_above_the_others_where_there_are_few() {
        assertThat(new OwnIds(1000, 1000, 11, 1).uidsWithOwnAs(1000))
                .containsExactly(new IdMapping(0, 1, 10), new IdMapping(1000, 0, 1));
        assertThat(new OwnIds(1000, 1000, 1, 1).uidsWithOwnAs(1000)).containsExactly(new IdMapping(1000, 0, 1));
    }
}
