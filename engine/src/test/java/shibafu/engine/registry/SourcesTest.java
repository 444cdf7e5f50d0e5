package shibafu.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourcesTest {
    private static final String CONF = """
            unqualified-search-registries = ["one.example", "two.example/folder"]

            [[registry]]
            prefix = "old.example/team"
            location = "new.example/group"

            [[registry]]
            prefix = "*.wild.example"
            location = "tame.example"

            [[registry]]
            location = "plain.example"
            insecure = true

            [[registry]]
            location = "blocked.example"
            blocked = true

            [[registry]]
            location = "strict.example"
            mirror-by-digest-only = true
            [[registry.mirror]]
            location = "mirror.example/strict"

            [[registry]]
            location = "mirrored.example"
            [[registry.mirror]]
            location = "near.example/cache"
            insecure = true
            [[registry.mirror]]
            location = "exact.example"
            pull-from-mirror = "digest-only"

            [aliases]
            alpine = "docker.io/library/alpine"
            """;

    @TempDir
    private Path etc = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "quay.io/a/b, quay.io/a/b",
        "app:1, one.example/app:1 two.example/folder/app:1",
        "team/app, one.example/team/app two.example/folder/team/app",
        "alpine:3, docker.io/library/alpine:3",
    })
    void a_name_means_these(String name, String full) throws IOException {
        List<String> expected = List.of(full.split(" ", -1));
        assertThat(sources(CONF).candidates(Reference.parse(name)))
                .isEqualTo(expected.stream().map(Reference::parse).toList());
    }

    @Test
    void where_nothing_is_configured_short_names_are_dockers() throws IOException {
        assertThat(sources("").candidates(Reference.parse("busybox")))
                .containsExactly(Reference.parse("docker.io/library/busybox"));
    }

    /// `!` for one that may be insecure.
    @ParameterizedTest
    @CsvSource({
        "quay.io/a/b, quay.io/a/b",
        "old.example/team/app, new.example/group/app",
        "old.example/teamwork/app, old.example/teamwork/app",
        "x.wild.example/app, tame.example/app",
        "plain.example/app, plain.example/app!",
        "localhost:5000/app, localhost:5000/app!",
        "127.0.0.1/app, 127.0.0.1/app!",
        "mirrored.example/app, near.example/cache/app! mirrored.example/app",
        "strict.example/app, strict.example/app",
        "strict.example/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, "
                + "mirror.example/strict/app strict.example/app",
    })
    void it_is_pulled_from_these(String name, String places) throws IOException {
        assertThat(sources(CONF).pullFrom(Reference.parse(name)).stream()
                        .map(one -> one + (one.insecure() ? "!" : ""))
                        .toList())
                .isEqualTo(List.of(places.split(" ", -1)));
    }

    @Test
    void what_is_blocked_is_refused() throws IOException {
        Sources sources = sources(CONF);
        assertThatThrownBy(() -> sources.pullFrom(Reference.parse("blocked.example/app")))
                .hasMessage("use blocked.example/app:latest: registries.conf blocks blocked.example");
    }

    @Test
    void later_files_add_to_the_first_and_overrule_it() throws IOException {
        Files.createDirectory(etc.resolve("registries.conf.d"));
        Files.writeString(
                etc.resolve("registries.conf.d/50-mine.conf"),
                "unqualified-search-registries = ['three.example']\n[aliases]\ntool = 'quay.io/x/tool'\n");
        Sources sources = sources(CONF);
        assertThat(sources.candidates(Reference.parse("app"))).containsExactly(Reference.parse("three.example/app"));
        assertThat(sources.candidates(Reference.parse("tool"))).containsExactly(Reference.parse("quay.io/x/tool"));
        assertThat(sources.candidates(Reference.parse("alpine")))
                .containsExactly(Reference.parse("docker.io/library/alpine"));
    }

    @ParameterizedTest
    @CsvSource({
        "x = [, at line",
        "[[registry]], 'a [[registry]] needs a location'",
        "'[registries.search]\nregistries = []', 'it is of version 1'",
    })
    void a_file_that_makes_no_sense_is_named(String text, String reason) {
        assertThatThrownBy(() -> sources(text))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("read " + etc.resolve("registries.conf") + ": ")
                .hasMessageContaining(reason);
    }

    private Sources sources(String conf) throws IOException {
        Files.writeString(etc.resolve("registries.conf"), conf);
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", etc.resolve("home").toString());
        return new Sources(RegistriesConf.read(environment, etc), Optional.empty());
    }
}
