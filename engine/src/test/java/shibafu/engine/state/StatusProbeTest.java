package shibafu.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatusProbeTest {
    private static final ContainerId ID = new ContainerId("c1");
    private static final ProcessRef INIT = new ProcessRef(4711, 1234567);
    private static final ProcessRef CREATOR = new ProcessRef(42, 99);

    @TempDir
    private Path temporary;

    private Path proc;
    private StateStore store;
    private StatusProbe probe;

    @BeforeEach
    void open() throws IOException {
        proc = Files.createDirectory(temporary.resolve("proc"));
        store = StateStore.open(temporary.resolve("run"));
        probe = new StatusProbe(proc);
        Files.createDirectory(store.directory(ID));
    }

    @Test
    void calls_a_live_init_running() throws IOException {
        process(INIT, "sleep", 'S');

        assertThat(status(created(), false)).isEqualTo(ContainerStatus.RUNNING);
    }

    @Test
    void calls_an_init_that_waits_at_the_fifo_created() throws IOException {
        process(INIT, "shibafu", 'S');
        Files.createFile(store.fifo(ID));

        assertThat(status(created(), false)).isEqualTo(ContainerStatus.CREATED);
    }

    @Test
    void calls_a_frozen_one_paused_started_or_not() throws IOException {
        process(INIT, "sleep", 'D');
        assertThat(status(created(), true)).isEqualTo(ContainerStatus.PAUSED);

        Files.createFile(store.fifo(ID));
        assertThat(status(created(), true)).isEqualTo(ContainerStatus.PAUSED);
    }

    @ParameterizedTest
    @ValueSource(chars = {'Z', 'X', 'x'})
    void calls_a_zombie_stopped(char state) throws IOException {
        process(INIT, "sleep", state);

        assertThat(status(created(), true)).isEqualTo(ContainerStatus.STOPPED);
    }

    @Test
    void calls_one_without_a_process_stopped() {
        assertThat(status(created(), false)).isEqualTo(ContainerStatus.STOPPED);
    }

    @Test
    void is_not_fooled_by_a_pid_given_to_another() throws IOException {
        process(new ProcessRef(INIT.pid(), INIT.startTime() + 1), "sleep", 'S');

        assertThat(status(created(), false)).isEqualTo(ContainerStatus.STOPPED);
    }

    @ParameterizedTest
    @ValueSource(strings = {") Z 1 2 3", "a) b) (c", "", "ü ) S"})
    void is_not_fooled_by_a_process_name(String name) throws IOException {
        process(INIT, name, 'R');

        assertThat(probe.find(INIT.pid())).contains(INIT);
    }

    @Test
    void calls_an_intent_creating_as_long_as_its_creator_lives() throws IOException {
        ContainerState intent = ContainerState.of(ID).creator(CREATOR).build();
        process(CREATOR, "java", 'S');

        assertThat(status(intent, false)).isEqualTo(ContainerStatus.CREATING);
        assertThat(probe.isAbandoned(intent)).isFalse();
    }

    @Test
    void calls_an_intent_abandoned_once_its_creator_is_dead() {
        ContainerState intent = ContainerState.of(ID).creator(CREATOR).build();

        assertThat(status(intent, false)).isEqualTo(ContainerStatus.STOPPED);
        assertThat(probe.isAbandoned(intent)).isTrue();
        assertThat(probe.isAbandoned(created())).isFalse();
    }

    @Test
    void finds_this_very_process() {
        int pid = (int) ProcessHandle.current().pid();

        ProcessRef self = new StatusProbe().find(pid).orElseThrow();

        assertThat(self.startTime()).isPositive();
        assertThat(new StatusProbe().isAlive(self)).isTrue();
        assertThat(new StatusProbe().isAlive(new ProcessRef(pid, 1))).isFalse();
        assertThat(new StatusProbe().isAlive(ProcessRef.NONE)).isFalse();
    }

    private ContainerStatus status(ContainerState state, boolean frozen) {
        return probe.status(store, state, letter -> frozen);
    }

    private static ContainerState created() {
        return ContainerState.of(ID).init(INIT).creator(CREATOR).build();
    }

    private void process(ProcessRef process, String name, char state) throws IOException {
        Path directory = Files.createDirectories(proc.resolve(Integer.toString(process.pid())));
        Files.writeString(
                directory.resolve("stat"),
                process.pid() + " (" + name + ") " + state + " 1 4711 4711 0 -1 4194560 9 0 0 0 0 0 0 0 20 0 1 0 "
                        + process.startTime() + " 1234 0 18446744073709551615 1 1\n");
    }
}
