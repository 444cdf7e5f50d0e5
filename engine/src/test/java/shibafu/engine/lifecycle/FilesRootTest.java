package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.RequiresRoot;
import shibafu.engine.ShibafuException;
import shibafu.engine.copy.IdMaps;
import shibafu.engine.copy.Side;
import shibafu.engine.copy.Transfer;
import shibafu.engine.copy.Transfer.Ownership;
import shibafu.engine.kernel.HeldPath;

/// Copies into and out of a container whose links and programs want what is outside.
@RequiresRoot
final class FilesRootTest {
    private final TestEngine engine = new TestEngine();
    private final Path outside = engine.directory().resolve("outside");
    private final Path taken = engine.directory().resolve("taken");

    @BeforeEach
    void make_what_is_outside() throws IOException {
        Files.createDirectory(taken);
        Files.createDirectory(outside);
        Files.writeString(outside.resolve("secret"), "outside\n");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    /// The same path is in the container too, so a link to it leads somewhere.
    private Container hostile(String then) {
        String script = "mkdir -p OUT /race; echo inside >OUT/secret; cp -r OUT /race/real; ln -s OUT /abs; "
                + "ln -s ../../../../../..OUT /dots; ln -s /proc/1/root/ /magic; ln -s OUT /race/evil; "
                + "mkdir /race/swap; echo inside >/race/swap/secret; touch /ready; ";
        Container container =
                engine.factory().create(engine.container("sh", "-c", script.replace("OUT", outside.toString()) + then));
        container.run(Seen.quiet());
        return container;
    }

    private static void ready(Container container) throws InterruptedException {
        for (int i = 0; i < 200 && Seen.exec(container, "test", "-e", "/ready").exitCode() != 0; i++) {
            Thread.sleep(50);
        }
    }

    private void out(Container container, String path) throws IOException {
        try (HeldPath root = HeldPath.of(Path.of("/"))) {
            Side host = new Side(root, taken + "/", IdMaps.SAME);
            engine.factory().files(container.id()).copyOut(path, side -> new Transfer(true, Ownership.KEPT)
                    .copy(side, host));
        }
    }

    private void in(Container container, String path) throws IOException {
        Path file = Files.writeString(engine.directory().resolve("new"), "new\n");
        try (HeldPath root = HeldPath.of(Path.of("/"))) {
            Side host = new Side(root, file.toString(), IdMaps.SAME);
            engine.factory().files(container.id()).copyIn(path, side -> new Transfer(false, Ownership.KEPT)
                    .copy(host, side));
        }
    }

    private void nothing_outside_was_touched() throws IOException {
        try (Stream<Path> files = Files.list(outside)) {
            assertThat(files).containsExactly(outside.resolve("secret"));
        }
        assertThat(outside.resolve("secret")).hasContent("outside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/abs", "/dots", "/race/evil", "/../../..OUT"})
    void a_link_leads_to_where_the_container_sees_it_lead(String link) throws Exception {
        String way = link.replace("OUT", outside.toString());
        Container container = hostile("sleep 100");
        ready(container);
        out(container, way + "/secret");
        assertThat(taken.resolve("secret")).hasContent("inside");
        in(container, way + "/");
        assertThat(Seen.exec(container, "cat", outside + "/new").output()).isEqualTo("new\n");
        nothing_outside_was_touched();
        container.signal(Container.SIGKILL);
        container.waitForExit(Optional.of(Duration.ofSeconds(10)));
        Files.delete(taken.resolve("secret"));
        out(container, way + "/secret");
        assertThat(taken.resolve("secret")).hasContent("inside");
        in(container, way + "/stopped");
        out(container, way + "/stopped");
        assertThat(taken.resolve("stopped")).hasContent("new");
        nothing_outside_was_touched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/magic", "/proc/1/root", "/proc/1/cwd", "/proc/self/root", "/proc/self/cwd"})
    void a_link_of_procfs_leads_nowhere(String link) throws Exception {
        Container container = hostile("sleep 100");
        ready(container);
        assertThat(refused(() -> out(container, link + outside + "/secret"))).isTrue();
        assertThat(refused(() -> in(container, link + outside + "/"))).isTrue();
        assertThat(taken).isEmptyDirectory();
        nothing_outside_was_touched();
    }

    @Test
    void a_directory_that_becomes_a_link_while_it_is_copied_leads_nowhere_else() throws Exception {
        Container container =
                hostile("cd /race; while :; do mv swap keep; mv evil swap; mv swap evil; mv keep swap; done");
        ready(container);
        int copied = 0;
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            refused += refused(() -> out(container, "/race/swap/secret")) ? 1 : 0;
            refused += refused(() -> in(container, "/race/swap/")) ? 1 : 0;
            refused += refused(() -> out(container, "/race")) ? 1 : 0;
            refused += refused(() -> in(container, "/race/swap/secret")) ? 1 : 0;
            if (Files.exists(taken.resolve("secret"))) {
                copied++;
                assertThat(taken.resolve("secret")).content().isNotEqualTo("outside\n");
            }
            nothing_outside_was_touched();
        }
        assertThat(copied).isPositive();
        assertThat(refused).isLessThan(600);
        assertThat(taken.resolve("race/real/secret")).hasContent("inside");
    }

    @Test
    void a_container_with_a_user_namespace_has_its_own_owners_and_its_image_stays_as_it_is() throws Exception {
        ContainerConfig config = Seen.inUserNamespace(engine.container("sleep", "100"));
        Container container = engine.factory().create(config);
        container.run(Seen.quiet());
        in(container, "/tmp/running");
        assertThat(Seen.exec(container, "stat", "-c", "%u:%g", "/tmp/running").output())
                .isEqualTo("0:0\n");
        container.signal(Container.SIGKILL);
        container.waitForExit(Optional.of(Duration.ofSeconds(10)));
        in(container, "/tmp/stopped");
        assertThat(engine.busybox().rootfs().resolve("tmp")).isEmptyDirectory();
        out(container, "/tmp");
        assertThat(taken.resolve("tmp/running")).hasContent("new");
        assertThat(Files.getAttribute(taken.resolve("tmp/stopped"), "unix:uid")).isEqualTo(0);
    }

    @Test
    void an_export_has_links_as_links() throws Exception {
        Container container = hostile("sleep 100");
        ready(container);
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        engine.factory().files(container.id()).export(tar);
        String text = tar.toString(StandardCharsets.ISO_8859_1);
        assertThat(text).contains("race/real/secret").contains("inside\n").doesNotContain("outside\n");
    }

    private interface Copy {
        void run() throws IOException;
    }

    private static boolean refused(Copy copy) throws IOException {
        try {
            copy.run();
            return false;
        } catch (ShibafuException e) {
            return true;
        }
    }
}
