package shibafu.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DownloadCacheTest {
    @TempDir
    private Path root;

    @Test
    void a_layout_that_a_killed_pull_has_left_is_removed_at_once() throws IOException {
        Path blobs = Files.createDirectories(root.resolve("layout-0123abcd/blobs/sha256"));
        Files.writeString(blobs.resolve("a"), "a");
        Files.createFile(root.resolve("layout-0123abcd.lock"));
        new DownloadCache(root).removeOld();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void what_was_fetched_of_a_blob_is_kept_for_the_next_pull() throws IOException {
        Path part = Files.writeString(root.resolve("sha256-00.part"), "a");
        new DownloadCache(root).removeOld();
        assertThat(part).exists();
        new DownloadCache(root).prune();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void a_layout_that_is_in_use_is_left_alone() throws IOException {
        try (LayoutPlace place = LayoutPlace.open(root)) {
            Files.createDirectories(place.path().resolve("blobs"));
            new DownloadCache(root).prune();
            assertThat(place.path()).isDirectory();
        }
        assertThat(root).isEmptyDirectory();
    }
}
