package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class IoLimitOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "--device-read-bps=1m, names no disk and value",
        "--device-read-bps=/dev/null:1m, limit disk /dev/null: it is no block device",
        "--device-write-iops=/dev/not-there:1, limit disk /dev/not-there: no such file",
        "--device-read-bps=/dev/null:much, it is no block device",
        "--blkio-weight=5, the weight 5 is not between 10 and 1000",
        "--blkio-weight-device=/dev/null:2000, it is no block device",
    })
    void says_what_is_wrong(String argument, String problem) {
        assertThatThrownBy(() -> parsed(argument).blockIo()).hasMessageContaining(problem);
    }

    @Test
    void a_plain_file_is_no_disk(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("disk"));
        assertThatThrownBy(() -> DiskNode.device(file.toString())).hasMessageContaining("it is no block device");
    }

    @Test
    void asks_for_nothing_unasked() {
        assertThat(parsed().blockIo()).isEqualTo(shibafu.engine.spec.BlockIo.NONE);
        assertThat(parsed("--blkio-weight=300").blockIo().weight()).hasValue(300);
    }

    private static IoLimitOptions parsed(String... arguments) {
        IoLimitOptions options = new IoLimitOptions();
        new CommandLine(options).parseArgs(arguments);
        return options;
    }
}
