package shibafu.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.RequiresRoot;

final class StateStoreTest {
    private static final ContainerId ID = new ContainerId("c1");

    @TempDir
    private Path temporary;

    private Path root;
    private StateStore store;

    @BeforeEach
    void open() {
        root = temporary.resolve("run");
        store = StateStore.open(root);
    }

    @Test
    void reads_back_every_field() {
        ContainerState full = ContainerState.of(ID)
                .ociVersion("1.3.0")
                .created(Instant.parse("2026-11-23T20:00:00.123456789Z"))
                .bundle(Path.of("/b"))
                .rootfs(Path.of("/b/rootfs"))
                .image("busybox")
                .imageRootfs(Path.of("/var/lib/shibafu/images/busybox/rootfs"))
                .command(List.of("sh", "-c", "echo \"ä\n\""))
                .init(new ProcessRef(7, Long.MAX_VALUE))
                .supervisor(new ProcessRef(8, 9))
                .creator(new ProcessRef(10, 11))
                .cgroupsPath("shibafu_c1")
                .terminal(true)
                .removeOnExit(true)
                .pidNamespace(true)
                .log(Path.of("/var/lib/shibafu/containers/c1/container.log"))
                .ownedPaths(List.of(Path.of("/var/lib/shibafu/containers/c1")))
                .annotations(Map.of("a", "b"))
                .build();
        intend(full);

        assertThat(store.load(ID)).isEqualTo(full);
        assertThat(StateStore.open(root).find(ID)).contains(full);
    }

    @Test
    void reads_back_an_empty_intent() {
        intend(intent(ID));

        assertThat(store.load(ID)).isEqualTo(intent(ID));
        assertThat(StateStore.open(root).load(ID)).isEqualTo(intent(ID));
    }

    @Test
    void replaces_a_record() {
        intend(intent(ID));
        ContainerState started = intent(ID).change().init(new ProcessRef(1, 2)).build();
        try (StateLock lock = store.lock(ID)) {
            store.save(lock, started);
        }

        assertThat(store.load(ID)).isEqualTo(started);
        assertThat(StateStore.open(root).load(ID)).isEqualTo(started);
    }

    @Test
    void refuses_a_name_that_is_taken() {
        intend(intent(ID));

        assertThatThrownBy(() -> intend(intent(ID)))
                .isInstanceOf(StateException.class)
                .hasMessage("container with given ID already exists: c1");
    }

    @ParameterizedTest
    @ValueSource(strings = {".lock", ".staging", "engine.sock"})
    void refuses_the_names_it_uses_itself(String name) {
        assertThatThrownBy(() -> store.lock(new ContainerId(name))).hasMessageContaining("used by the engine itself");
    }

    @Test
    void says_what_is_missing_in_the_words_callers_know() {
        assertThatThrownBy(() -> store.load(ID)).hasMessage("container does not exist: c1");
        try (StateLock lock = store.lock(ID)) {
            assertThatThrownBy(() -> store.save(lock, intent(ID))).hasMessage("container does not exist: c1");
        }
        assertThat(store.find(ID)).isEmpty();
        assertThat(store.exit(ID)).isEmpty();
    }

    @Test
    void leaves_nothing_of_a_deleted_container() throws IOException {
        intend(intent(ID));
        Files.createFile(store.fifo(ID));
        Files.writeString(store.configFile(ID), "{}");
        delete(ID);

        assertThat(store.list()).isEqualTo(new StateListing(List.of(), List.of()));
        assertThat(everythingBelow(root)).containsExactlyInAnyOrder(".lock", ".staging");
    }

    @Test
    void deletes_what_is_not_there() {
        delete(ID);

        assertThat(everythingBelow(root)).containsExactlyInAnyOrder(".lock", ".staging");
    }

    @Test
    void keeps_others_out() throws IOException {
        intend(intent(ID));

        for (Path directory : List.of(root, store.directory(ID), root.resolve(".staging"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
        for (Path file : List.of(root.resolve(".lock"), store.directory(ID).resolve("state.json"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx----w-"})
    void refuses_a_root_that_others_may_write_to(String mode) throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> StateStore.open(root))
                .isInstanceOf(StateException.class)
                .hasMessageStartingWith("open state directory " + root + ": others may write to it");
    }

    @Test
    @RequiresRoot
    void refuses_a_root_that_belongs_to_someone_else() throws IOException {
        Files.setAttribute(root, "unix:uid", 1234);

        assertThatThrownBy(() -> StateStore.open(root))
                .hasMessage("open state directory " + root + ": it belongs to uid 1234, not to uid 0, who runs this");
    }

    @Test
    void refuses_a_root_that_is_a_file() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> StateStore.open(file)).hasMessageEndingWith("not a directory");
    }

    @Test
    void reads_how_a_container_ended() throws IOException {
        intend(intent(ID));
        Files.writeString(store.exitFile(ID), """
                {"exitCode":137,"signal":9,"finishedAt":"2026-11-23T20:00:00.5Z","oomKilled":true,"oomKills":2,"new":[1.5]}
                """);

        assertThat(store.exit(ID)).contains(new ExitRecord(137, 9, Instant.parse("2026-11-23T20:00:00.5Z"), true, 2));
    }

    @Test
    void lists_the_oldest_first() {
        intend(intent(new ContainerId("young"))
                .change()
                .created(Instant.ofEpochSecond(9))
                .build());
        intend(intent(new ContainerId("old"))
                .change()
                .created(Instant.ofEpochSecond(1))
                .build());

        assertThat(store.list().containers()).extracting(s -> s.id().value()).containsExactly("old", "young");
    }

    private void intend(ContainerState state) {
        try (StateLock lock = store.lock(state.id())) {
            store.intend(lock, state, new byte[0]);
        }
    }

    private void delete(ContainerId id) {
        try (StateLock lock = store.lock(id)) {
            store.delete(lock, Runnable::run);
        }
    }

    private static ContainerState intent(ContainerId id) {
        return ContainerState.of(id).creator(new ProcessRef(1, 1)).build();
    }

    private static List<String> everythingBelow(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(p -> !p.equals(directory))
                    .map(p -> directory.relativize(p).toString())
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
