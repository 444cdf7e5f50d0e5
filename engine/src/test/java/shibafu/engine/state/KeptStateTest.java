package shibafu.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptStateTest {
    private static final ContainerState WEB = ContainerState.of(new ContainerId("web"))
            .init(new ProcessRef(4711, 12))
            .supervisor(new ProcessRef(4712, 13))
            .build();
    private static final KeptState KEPT =
            new KeptState(WEB, Path.of("/run/shibafu"), "boot one", true, false, Path.of("/log"));

    @TempDir
    private Path folder;

    private Path directory = Path.of("");

    @BeforeEach
    void place() {
        directory = folder.resolve("boot");
    }

    @Test
    void is_read_as_it_was_written() throws IOException {
        Path config = Files.writeString(folder.resolve("config.json"), "{}");
        KEPT.write(directory, false, config, folder.resolve("network.json"));
        assertThat(KeptState.find(directory, false)).contains(KEPT);
        assertThat(directory.resolve("config.json")).hasContent("{}");
        assertThat(directory.resolve("network.json")).doesNotExist();
    }

    @Test
    void one_that_waits_for_its_start_is_not_found_before() {
        KEPT.write(directory, true);
        assertThat(KeptState.find(directory, true)).isEmpty();
        KeptState.started(directory);
        assertThat(KeptState.find(directory, false)).contains(KEPT);
    }

    @Test
    void one_that_was_stopped_is_found_only_if_that_does_not_matter() {
        KEPT.write(directory, false);
        KeptState.stopped(directory);
        assertThat(KeptState.find(directory, false)).isEmpty();
        assertThat(KeptState.find(directory, true)).contains(KEPT);
        KEPT.write(directory, false);
        assertThat(KeptState.find(directory, false)).contains(KEPT);
    }

    @Test
    void where_nothing_is_kept_nothing_is_found_and_nothing_is_made() {
        KeptState.stopped(directory);
        assertThat(KeptState.find(directory, true)).isEmpty();
        assertThat(directory).doesNotExist();
    }

    @Test
    void half_of_it_is_told() throws IOException {
        KEPT.write(directory, false);
        Files.writeString(directory.resolve("start.json"), "{\"root\"");
        assertThatThrownBy(() -> KeptState.find(directory, true))
                .isInstanceOf(StateException.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void a_record_of_another_boot_names_processes_that_are_gone() throws IOException {
        String text = new String(StateFormat.write(WEB), StandardCharsets.UTF_8);
        assertThat(StateFormat.readState(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(WEB);
        ContainerState other =
                StateFormat.readState(text.replace(BootId.NOW, "another").getBytes(StandardCharsets.UTF_8));
        assertThat(other.init()).isEqualTo(ProcessRef.GONE);
        assertThat(other.supervisor()).isEqualTo(ProcessRef.GONE);
        assertThat(other.creator()).isEqualTo(ProcessRef.NONE);
        assertThat(new StatusProbe().isAlive(other.init())).isFalse();
    }
}
