package shibafu.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MappedFilesTest {
    @Test
    void what_only_the_start_has_read_goes_and_the_program_goes_on() throws IOException {
        long before = residentFileKib();
        MappedFiles.release();
        assertThat(residentFileKib()).isLessThan(before * 3 / 4);
    }

    private static long residentFileKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("RssFile:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }
}
