package shibafu.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcessRowTest {
    @Test
    void a_process_is_told_as_the_kernel_knows_it() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "1000").start();
        try {
            ProcessRow row = ProcessRow.of((int) sleep.pid()).orElseThrow();
            assertThat(row.parent()).isEqualTo((int) ProcessHandle.current().pid());
            assertThat(row.residentBytes()).isPositive();
            assertThat(row.command()).endsWith("sleep 1000");
        } finally {
            sleep.destroyForcibly().onExit().join();
        }
        assertThat(ProcessRow.of((int) sleep.pid())).isEmpty();
    }
}
