package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreCheckTest {
    @TempDir
    private Path temporary;

    private final List<String> users = new ArrayList<>();
    private Path root;
    private ImageStore store;
    private Image image;

    @BeforeEach
    void open() throws IOException {
        root = temporary.resolve("images");
        store = new ImageStore(root, Optional.empty(), one -> List.copyOf(users), notice -> {});
        image = store.importFrom(
                "x",
                new TestLayout(temporary.resolve("layout"))
                        .layer(new TestTar().file("a", "1"))
                        .layer(new TestTar().file("b", "2"))
                        .write());
        store.importFrom("y", new TestTar().file("c", "3").write(temporary.resolve("y.tar")));
    }

    @Test
    void finds_nothing_where_nothing_is_wrong() {
        assertThat(store.upkeep().check()).isEmpty();
        assertThat(store.list()).hasSize(2);
    }

    @Test
    void takes_an_image_away_that_has_a_damaged_layer() throws IOException {
        Path lowest = ImageTree.of(image.rootfs()).layers().getLast();
        Files.writeString(lowest.resolve("a"), "2");

        List<String> told = store.upkeep().check();

        assertThat(told.getFirst()).matches("layer sha256:[0-9a-f]{64}: it is damaged");
        assertThat(told).contains("image x: a layer of it is damaged or missing; removed: import or pull it again");
        assertThat(store.names()).containsExactly("y");
        assertThat(ImageFiles.namesIn(root.resolve(".layers"))).hasSize(1);
        assertThat(store.upkeep().check()).isEmpty();
    }

    @Test
    void keeps_what_containers_stand_on() throws IOException {
        Files.writeString(image.rootfs().resolve("b"), "3");
        users.add("c1");

        List<String> told = store.upkeep().check();

        assertThat(told)
                .contains("image x: a layer of it is damaged or missing; kept: remove image x: used by container c1");
        assertThat(image.rootfs().resolve("b")).hasContent("3");
    }

    @Test
    void removes_layers_of_an_import_that_was_killed_before_it_had_a_name() throws IOException {
        try (var entries = Files.list(root.resolve("x"))) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
        Files.delete(root.resolve("x"));

        assertThat(store.upkeep().check()).hasSize(2).allMatch(line -> line.endsWith(": nothing needed it; removed"));
        assertThat(ImageFiles.namesIn(root.resolve(".layers"))).hasSize(1);
    }

    @Test
    void layers_stay_that_containers_stand_on_of_whom_others_have_the_record() throws IOException {
        ImageUsers others = new ImageUsers() {
            @Override
            public List<String> of(Image any) {
                return List.of();
            }

            @Override
            public Set<Path> otherTrees() {
                return Set.of(image.rootfs());
            }
        };
        ImageStore other = new ImageStore(root, Optional.empty(), others, notice -> {});

        other.remove("x", false);
        other.upkeep().prune(true);

        assertThat(ImageTree.of(image.rootfs()).layers()).hasSize(2);
        assertThat(store.upkeep().prune(false)).hasSize(2);
    }

    @Test
    void tells_of_a_configuration_that_was_changed() throws IOException {
        Files.writeString(root.resolve("y/config.json"), "{}");

        assertThat(store.upkeep().check())
                .contains("image y: its configuration was changed; removed: import or pull it again");
    }
}
