package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives made to write, link or read outside().
final class HostileArchiveTest extends UnpackingTest {

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/../evil", "a/..", "..", "./../../outside/evil", "x/../secret"})
    void a_name_may_not_lead_upwards(String name) {
        assertRefused(new TestTar().file(name, "evil"), "leads out of the archive");
        assertRefusedAgain(new TestTar().directory(name, 0755), "leads out of the archive");
        assertRefusedAgain(new TestTar().symbolicLink(name, "x"), "leads out of the archive");
    }

    @ParameterizedTest
    @MethodSource("links")
    void nothing_is_written_through_a_symbolic_link(String what, TestTar tar) {
        assertRefused(tar, "would be written through");
    }

    static Stream<Arguments> links() {
        return Stream.of(
                Arguments.of("a file", through().file("out/evil", "evil")),
                Arguments.of("a directory", through().directory("out/evil", 0755)),
                Arguments.of("a link", through().symbolicLink("out/evil", "x")),
                Arguments.of("a hard link", through().file("x", "").hardLink("out/evil", "x")),
                Arguments.of("a hard link from", through().hardLink("mine", "out/secret")),
                Arguments.of("a parent made by itself", through().file("out/a/b/c", "evil")),
                Arguments.of(
                        "a link over a link",
                        through().symbolicLink("two", "out").file("two/evil", "")),
                Arguments.of(
                        "a hard link to a link", through().hardLink("h", "out").file("h/evil", "")),
                Arguments.of(
                        "a relative one",
                        new TestTar().symbolicLink("out", "../../../outside").file("out/e", "")),
                Arguments.of(
                        "the root itself",
                        new TestTar().symbolicLink("out", ".").file("out/e", "")),
                Arguments.of(
                        "a file as directory", new TestTar().file("out", "").file("out/e", "")));
    }

    private static TestTar through() {
        return new TestTar().symbolicLink("out", "/outside");
    }

    @ParameterizedTest
    @CsvSource({
        "dev/sda, 4, 8, 0, b 8:0",
        "dev/mem, 3, 1, 1, c 1:1",
        "dev/null, 4, 1, 3, b 1:3",
        "dev/null, 3, 1, 1, c 1:1",
        "dev/kmem, 3, 1, 3, c 1:3",
        "etc/dev/null, 3, 1, 3, c 1:3",
        "null, 3, 1, 3, c 1:3",
    })
    void a_device_that_the_engine_does_not_make_itself_is_refused(
            String name, char kind, int major, int minor, String told) {
        assertRefused(
                new TestTar().file("before", "").device(name, (byte) kind, major, minor),
                "entry " + name + " is a device node (" + told + ")");
    }

    @Test
    void a_directory_swapped_for_a_link_is_not_followed() {
        assertRefused(
                new TestTar()
                        .directory("d", 0755)
                        .symbolicLink("d", outside().toString())
                        .file("d/evil", "evil"),
                "would be written through d, which is a symbolic link");
    }

    @Test
    void a_link_swapped_for_a_file_is_replaced_not_followed() throws IOException {
        unpack(new TestTar()
                .symbolicLink("link", outside().resolve("secret").toString())
                .file("link", "evil", 04777)
                .bytes());

        assertThat(root().resolve("link")).hasContent("evil");
    }

    @Test
    void a_link_swapped_for_a_directory_is_replaced_not_followed() throws IOException {
        unpack(new TestTar()
                .symbolicLink("link", outside().toString())
                .directory("link", 0700)
                .file("link/evil", "")
                .bytes());

        assertThat(root().resolve("link/evil")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../../../outside/secret", "nowhere", "dir", "/", "."})
    void a_hard_link_needs_a_file_of_the_archive(String target) {
        assertRefused(new TestTar().directory("dir", 0755).hardLink("h", target), "");
    }

    @Test
    void a_directory_with_something_in_it_is_not_replaced() {
        assertRefused(new TestTar().file("d/x", "").file("d", ""), "would replace a directory that is not empty");
    }

    @Test
    void the_root_stays_a_directory() {
        assertRefused(new TestTar().symbolicLink("/", outside().toString()), "the root of the archive is no directory");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4_294_967_295L})
    void an_owner_nobody_can_have_is_refused(long uid) {
        assertRefused(new TestTar().owned("x", uid, 0, 0644), "");
    }
}
