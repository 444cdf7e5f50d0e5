package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.service.ImageRow;
import shibafu.engine.service.LocalEngine;

/// Images as a screen works with them.
@RequiresRoot
final class ImagesRootTest {
    private static final String ARCHIVE = TestEngine.BUSYBOX.toAbsolutePath().toString();

    private final TestEngine engine = new TestEngine();
    private final LocalEngine service = new LocalEngine(engine.factory());

    @AfterEach
    void close() {
        service.close();
        engine.close();
    }

    @Test
    void an_import_tells_how_far_it_is_and_ends_with_the_image() throws IOException {
        List<Long> read = new ArrayList<>();
        long size = Files.size(Path.of(ARCHIVE));
        assertThat(service.importImage("mine", ARCHIVE, (bytes, total) -> {
                    read.add(bytes);
                    return total == size;
                }))
                .isEqualTo("mine");
        assertThat(read).isSorted().endsWith(size);
        assertThat(service.imageRows())
                .filteredOn(row -> row.name().equals("mine"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.sizeBytes()).isPositive();
                    assertThat(row.created()).isPresent();
                    assertThat(row.usedBy()).isEmpty();
                });
    }

    @Test
    void a_cancelled_import_leaves_nothing() throws IOException {
        assertThatThrownBy(() -> service.importImage("half", ARCHIVE, (bytes, total) -> bytes < total / 2))
                .hasMessageContaining("import image half from " + ARCHIVE)
                .hasMessageContaining("cancelled");
        assertThat(service.imageRows()).extracting(ImageRow::name).doesNotContain("half");
        try (Stream<Path> left = Files.list(engine.directory().resolve("images/.work"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void an_image_tells_who_uses_it_and_is_removed_only_when_nobody_does() {
        Container container = engine.factory().create(engine.container("true"));
        assertThat(row("busybox").usedBy()).containsExactly(container.id());
        assertThatThrownBy(() -> service.removeImage("busybox")).hasMessageContaining(container.id());
        container.destroy();
        service.removeImage("busybox");
        assertThat(row("busybox").created()).isEqualTo(Optional.empty());
    }

    @Test
    void paths_are_completed_to_folders_and_archives() throws IOException {
        Path folder = Files.createDirectory(engine.directory().resolve("some"));
        Files.createDirectory(folder.resolve("tree"));
        Files.createFile(folder.resolve("test.tar.gz"));
        Files.createFile(folder.resolve("text.txt"));
        assertThat(service.paths(folder + "/te")).containsExactly(folder + "/test.tar.gz");
        assertThat(service.paths(folder + "/")).containsExactly(folder + "/test.tar.gz", folder + "/tree/");
        assertThat(service.paths(folder + "/none/x")).isEmpty();
    }

    private ImageRow row(String name) {
        return service.imageRows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
