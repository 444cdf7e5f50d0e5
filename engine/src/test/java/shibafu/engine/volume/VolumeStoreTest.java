package shibafu.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VolumeStoreTest {
    @TempDir
    private Path directory;

    private final List<String> users = new ArrayList<>();

    @Test
    void a_volume_is_found_again_with_what_was_said_of_it() {
        Volume made = store().create("one", Map.of("colour", "blue"));
        assertThat(store().list()).containsExactly(made);
        assertThat(made.data()).isEmptyDirectory();
        assertThat(made.labels()).containsEntry("colour", "blue");
        assertThat(store().create("one", Map.of())).isEqualTo(made);
    }

    @Test
    void one_in_use_stays() {
        store().create("one", Map.of());
        users.add("web");
        assertThatThrownBy(() -> store().remove("one")).hasMessageContaining("volume is in use - [web]");
        store().removeUnused(List.of("one"));
        assertThat(store().find("one")).isPresent();
        users.clear();
        store().remove("one");
        assertThat(store().list()).isEmpty();
        assertThatThrownBy(() -> store().remove("one")).hasMessage("no such volume: one");
    }

    @Test
    void what_a_killed_process_left_is_swept_away() throws Exception {
        store().create("one", Map.of());
        Files.createDirectories(directory.resolve("volumes/.new-1/_data"));
        Files.createDirectories(directory.resolve("volumes/.gone-1/_data/deep"));
        assertThat(store().list()).hasSize(1);
        store().create("two", Map.of());
        assertThat(directory.resolve("volumes/.new-1")).doesNotExist();
        assertThat(directory.resolve("volumes/.gone-1")).doesNotExist();
    }

    @Test
    void only_a_new_and_empty_one_is_filled_and_half_a_copy_is_begun_anew() throws Exception {
        Volume empty = store().create("empty", Map.of());
        assertThat(store().beginFill("empty")).isTrue();
        Files.writeString(empty.data().resolve("half"), "");
        assertThat(store().beginFill("empty")).isTrue();
        assertThat(empty.data()).isEmptyDirectory();
        Files.delete(empty.data().resolveSibling("copying"));
        assertThat(store().beginFill("empty")).isFalse();
        Volume used = store().create("used", Map.of());
        Path file = Files.writeString(used.data().resolve("mine"), "");
        assertThat(store().beginFill("used")).isFalse();
        assertThat(file).exists();
    }

    @Test
    void a_name_that_leads_elsewhere_is_refused() {
        for (String name : List.of("", "..", ".x", "a/b", "-x")) {
            assertThatThrownBy(() -> store().create(name, Map.of())).hasMessageContaining("volume name '" + name + "'");
        }
    }

    private VolumeStore store() {
        return new VolumeStore(directory.resolve("volumes"), name -> users);
    }
}
