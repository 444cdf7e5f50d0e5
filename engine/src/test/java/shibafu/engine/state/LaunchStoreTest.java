package shibafu.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaunchStoreTest {
    private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void what_was_saved_is_found_again() {
        LaunchTrace trace = trace("web", Optional.of(new LaunchTrace.Failure(1, "op 2 of 3: mount \"x\"\n: no")));
        StateStore states = StateStore.open(directory);
        states.launches().save(trace);
        assertThat(states.launches().find(new ContainerId("web"))).contains(trace);
        assertThat(states.launches().list()).containsExactly(trace);
        assertThat(states.ids()).isEmpty();
    }

    @Test
    void what_was_never_saved_or_was_forgotten_is_not_there() {
        LaunchStore launches = StateStore.open(directory).launches();
        assertThat(launches.find(new ContainerId("web"))).isEmpty();
        assertThat(launches.list()).isEmpty();
        launches.save(trace("web", Optional.empty()));
        launches.forget(new ContainerId("web"), Runnable::run);
        launches.forget(new ContainerId("web"), Runnable::run);
        assertThat(launches.find(new ContainerId("web"))).isEmpty();
    }

    @Test
    void of_those_without_a_container_only_the_newest_stay() throws Exception {
        StateStore states = StateStore.open(directory);
        ContainerId kept = new ContainerId("kept");
        try (StateLock lock = states.lock(kept)) {
            states.intend(lock, ContainerState.of(kept).build(), new byte[0]);
        }
        states.launches().save(trace("kept", Optional.empty()));
        Files.setLastModifiedTime(directory.resolve(".launches/kept.json"), FileTime.from(AT.minusSeconds(1000)));
        for (int i = 0; i < LaunchStore.ORPHANS + 2; i++) {
            states.launches().save(trace("gone" + i, Optional.empty()));
            Files.setLastModifiedTime(
                    directory.resolve(".launches/gone" + i + ".json"), FileTime.from(AT.plusSeconds(i)));
        }
        assertThat(states.launches().list()).hasSize(LaunchStore.ORPHANS + 1);
        assertThat(states.launches().find(kept)).isPresent();
        assertThat(states.launches().find(new ContainerId("gone1"))).isEmpty();
        assertThat(states.launches().find(new ContainerId("gone2"))).isPresent();
    }

    @Test
    void a_broken_one_is_told_with_its_path() throws Exception {
        LaunchStore launches = StateStore.open(directory).launches();
        launches.save(trace("web", Optional.empty()));
        Files.writeString(directory.resolve(".launches/web.json"), "{\"id\": \"web\"}");
        assertThatThrownBy(() -> launches.find(new ContainerId("web")))
                .isInstanceOf(StateException.class)
                .hasMessageContaining(".launches/web.json")
                .hasMessageContaining("ops");
    }

    @Test
    void the_sum_and_the_slowest_are_known() {
        LaunchTrace trace = trace("web", Optional.empty());
        assertThat(trace.totalNanos()).isEqualTo(3_500);
        assertThat(trace.slowest()).map(LaunchTrace.Op::kind).contains("clone");
    }

    private static LaunchTrace trace(String id, Optional<LaunchTrace.Failure> failure) {
        return new LaunchTrace(
                new ContainerId(id),
                AT,
                3,
                List.of(
                        new LaunchTrace.Op(0, "clone", "flags=newpid", "make the process", 2_500, 0),
                        new LaunchTrace.Op(1, "mount", "type=proc", "mount proc on /proc", 1_000, 1)),
                failure);
    }
}
