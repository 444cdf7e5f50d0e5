package shibafu.engine.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallFileTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2047, 2048, 2049, 4095, 4096, 4097, 16384, 16385, 300_000})
    void a_file_is_read_whole_however_long_it_is(int length) throws IOException {
        Path file = directory.resolve("file");
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) i;
        }
        Files.write(file, content);
        assertThat(SmallFile.read(file)).isEqualTo(content);
    }

    @Test
    void files_of_the_kernel_that_claim_to_be_empty_are_read_whole() throws IOException {
        assertThat(SmallFile.text(Path.of("/proc/self/mountinfo")))
                .isEqualTo(Files.readString(Path.of("/proc/self/mountinfo")));
        assertThat(SmallFile.start(Path.of("/proc/sys/kernel/cap_last_cap"))).isNotEmpty();
    }

    @Test
    void an_interrupted_thread_reads_too() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");
        Thread.currentThread().interrupt();
        try {
            assertThat(SmallFile.text(file)).isEqualTo("text");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_missing_file_is_told_from_others() {
        assertThatThrownBy(() -> SmallFile.read(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> SmallFile.read(directory))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NoSuchFileException.class);
    }
}
