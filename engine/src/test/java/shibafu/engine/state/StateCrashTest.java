package shibafu.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a crash, a full disk or a stranger can leave in the state directory.
final class StateCrashTest {
    private static final ContainerId ID = new ContainerId("c1");
    private static final ContainerId OTHER = new ContainerId("other");

    @TempDir
    private Path temporary;

    private StateStore store;

    @BeforeEach
    void open() {
        store = StateStore.open(temporary.resolve("run"));
        intend(OTHER);
    }

    @Test
    void a_half_written_temporary_file_changes_nothing() throws IOException {
        intend(ID);
        ContainerState before = store.load(ID);
        Files.writeString(store.directory(ID).resolve("state.json.tmp"), "{\"version\":1,\"id\":\"c");

        assertThat(store.load(ID)).isEqualTo(before);
        try (StateLock lock = store.lock(ID)) {
            store.save(lock, before.change().terminal(true).build());
        }
        assertThat(store.load(ID).terminal()).isTrue();
        assertThat(store.directory(ID).resolve("state.json.tmp")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{}", "{\"version\":1}", "null", "{\"version\":\"1\"}", "\u0000\u0001", "{} {}"})
    void a_broken_record_is_named_and_hides_no_other(String content) throws IOException {
        intend(ID);
        Path file = store.directory(ID).resolve("state.json");
        Files.writeString(file, content);

        StateListing listing = store.list();

        assertThat(listing.containers()).extracting(ContainerState::id).containsExactly(OTHER);
        assertThat(listing.broken()).hasSize(1).first().satisfies(broken -> {
            assertThat(broken.path()).isEqualTo(file);
            assertThat(broken.problem()).startsWith("read container c1 from " + file + ": ");
        });
        assertThatThrownBy(() -> store.load(ID)).isInstanceOf(StateException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"version\" : 1|\"version\" : 2|another Shibafu (version 2",
                "\"pid\" : 0|\"pid\" : 4294967296|field init.pid is out of range",
                "\"pid\" : 0|\"pid\" : \"x\"|field init.pid is not a whole number",
                "\"terminal\" : false|\"terminal\" : 1|field terminal is not true or false",
                "\"command\" : [ ]|\"command\" : [ 1 ]|field command is not a list of texts",
                "\"annotations\" : { }|\"annotations\" : {\"a\":[]}|field annotations is not an object of texts",
                "\"id\" : \"c1\"|\"id\" : \"c2\"|it is the record of c2",
                "\"id\" : \"c1\"|\"id\" : \"../x\"|invalid container ID format",
                "\"created\" : \"1970-01-01T00:00:00Z\"|\"created\" : \"yesterday\"|'yesterday'",
            })
    void a_wrong_field_is_named(String found, String replacement, String problem) throws IOException {
        intend(ID);
        Path file = store.directory(ID).resolve("state.json");
        String text = Files.readString(file);
        assertThat(text).contains(found);
        Files.writeString(file, text.replaceFirst(java.util.regex.Pattern.quote(found), replacement));

        assertThatThrownBy(() -> store.load(ID)).hasMessageContaining(problem);
    }

    @Test
    void unknown_fields_of_a_later_release_are_ignored() throws IOException {
        intend(ID);
        Path file = store.directory(ID).resolve("state.json");
        ContainerState before = store.load(ID);
        Files.writeString(
                file, Files.readString(file).replaceFirst("\\{", "{\"later\":{\"a\":[null,1.5,{}]},\"image\":null,"));

        assertThat(store.load(ID)).isEqualTo(before);
    }

    @Test
    void a_directory_without_a_record_is_named_and_in_the_way_until_deleted() throws IOException {
        Files.createDirectory(store.directory(ID));
        Files.writeString(store.directory(ID).resolve("mine.txt"), "mine");

        assertThat(store.list().broken()).singleElement().satisfies(broken -> assertThat(broken.problem())
                .contains("holds no state.json"));
        assertThatThrownBy(() -> intend(ID)).hasMessageContaining("is in the way");
        try (StateLock lock = store.lock(ID)) {
            store.delete(lock, Runnable::run);
        }
        intend(ID);
        assertThat(store.find(ID)).isPresent();
    }

    @Test
    void strange_names_and_files_are_left_alone() throws IOException {
        Files.createDirectory(store.root().resolve("not a container"));
        Files.createFile(store.root().resolve("file"));
        Files.createSymbolicLink(store.root().resolve("link"), store.directory(OTHER));

        assertThat(store.list().broken()).isEmpty();
        assertThat(store.list().containers()).hasSize(1);
    }

    @Test
    void a_crash_while_creating_or_deleting_is_swept_up() throws IOException {
        Path halfMade = store.root().resolve(".staging/c1");
        Files.createDirectories(halfMade.resolve("deep/er"));
        Path halfRemoved = store.aside();
        Files.createDirectories(halfRemoved.resolve("root/deep"));

        assertThat(store.list().containers()).hasSize(1);
        store.sweep();

        assertThat(halfMade).doesNotExist();
        assertThat(halfRemoved).doesNotExist();
        assertThat(store.find(OTHER)).isPresent();
    }

    @Test
    void a_name_is_free_as_soon_as_it_is_deleted_whenever_the_files_go() throws IOException {
        intend(ID);
        List<Runnable> putOff = new ArrayList<>();
        try (StateLock lock = store.lock(ID)) {
            store.delete(lock, putOff::add);
        }
        intend(ID);
        putOff.forEach(Runnable::run);

        assertThat(store.find(ID)).isPresent();
        assertThat(store.root().resolve(".staging")).isEmptyDirectory();
    }

    @Test
    void a_crash_while_creating_does_not_block_the_name() throws IOException {
        Files.createDirectories(store.root().resolve(".staging/c1/deep"));

        intend(ID);

        assertThat(store.find(ID)).isPresent();
        assertThat(store.directory(ID).resolve("deep")).doesNotExist();
    }

    @Test
    void the_intent_of_a_dead_creator_is_abandoned() {
        StatusProbe probe = new StatusProbe();
        ProcessRef self = probe.find((int) ProcessHandle.current().pid()).orElseThrow();
        intend(ContainerState.of(ID).creator(self).build());
        intend(ContainerState.of(new ContainerId("dead"))
                .creator(new ProcessRef(self.pid(), self.startTime() - 1))
                .build());

        assertThat(store.abandoned(probe)).extracting(s -> s.id().value()).containsExactly("dead", "other");
    }

    private void intend(ContainerId id) {
        intend(ContainerState.of(id).build());
    }

    private void intend(ContainerState state) {
        try (StateLock lock = store.lock(state.id())) {
            store.intend(lock, state, new byte[0]);
        }
    }
}
