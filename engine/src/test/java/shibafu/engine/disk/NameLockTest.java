package shibafu.engine.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What StateLockTest does not see of them: among processes they are tested there.
final class NameLockTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @TempDir
    private Path directory;

    @Test
    void a_thousand_names_leave_one_file_with_nothing_in_it() throws IOException {
        for (int i = 0; i < 1000; i++) {
            lock("c" + i).close();
        }

        assertThat(directory).isDirectoryContaining(file -> file.equals(table()));
        assertThat(directory.toFile().list()).hasSize(1);
        assertThat(table()).isEmptyFile();
    }

    @Test
    void the_kernel_knows_the_holder_and_forgets_it() throws IOException {
        long place = NameLock.place("c1");
        NameLock held = lock("c1");
        assertThat(KernelLocks.holder(table(), place))
                .contains(Long.toString(ProcessHandle.current().pid()));
        assertThat(KernelLocks.holder(table(), place + 1)).isEmpty();

        held.close();
        assertThat(KernelLocks.holder(table(), place)).isEmpty();
    }

    @Test
    void one_that_is_given_up_leaves_those_of_other_names_to_the_process() throws IOException {
        NameLock kept = lock("kept");
        lock("c1").close();
        assertThat(NameLock.acquire(table(), "kept", SHORT)).isEmpty();
        assertThat(KernelLocks.holder(table(), NameLock.place("kept"))).isPresent();

        kept.close();
        lock("kept").close();
    }

    @Test
    void a_file_that_was_made_anew_has_locks_of_its_own() throws IOException {
        try (NameLock old = lock("c1")) {
            Files.delete(table());
            try (NameLock anew = lock("c1")) {
                assertThat(NameLock.acquire(table(), "c1", SHORT)).isEmpty();
                assertThat(anew).isNotSameAs(old);
            }
        }
    }

    @Test
    void all_paths_to_the_file_lead_to_the_same_locks() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        NameLock held = lock("c1");
        assertThat(NameLock.acquire(link.resolve("table"), "c1", SHORT)).isEmpty();
        assertThat(NameLock.holder(link.resolve("table"), "c1")).contains("this process");
        held.close();
    }

    @Test
    void names_that_are_alike_lie_apart() {
        Set<Long> places = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            places.add(NameLock.place("container-" + i));
        }
        assertThat(places).hasSize(100_000).allMatch(place -> place >= 0 && place < Long.MAX_VALUE - 1);
    }

    private Path table() {
        return directory.resolve("table");
    }

    private NameLock lock(String name) throws IOException {
        return NameLock.acquire(table(), name, SHORT).orElseThrow();
    }
}
