package shibafu.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuthFileTest {
    // Passwords: "registry", "folder", "exact", "hub", each of a user "me".
    private static final String FILE = """
            {"auths": {
              "quay.io": {"auth": "bWU6cmVnaXN0cnk="},
              "quay.io/team": {"auth": "bWU6Zm9sZGVy"},
              "quay.io/team/app": {"auth": "bWU6ZXhhY3Q="},
              "https://index.docker.io/v1/": {"auth": "bWU6aHVi"},
              "empty.example": {},
              "token.example": {"auth": "bWU6", "identitytoken": "long"}}}
            """;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "quay.io, other/app, registry",
        "quay.io, teamwork, registry",
        "quay.io, team/tool, folder",
        "quay.io, team/app, exact",
        "docker.io, library/busybox, hub",
    })
    void the_most_exact_entry_counts(String registry, String repository, String password) throws IOException {
        assertThat(auth(FILE).find(registry, repository)).contains(new Credentials.Password("me", password));
    }

    @Test
    void what_is_not_known_is_not_made_up() throws IOException {
        assertThat(auth(FILE).find("gcr.io", "app")).isEmpty();
        assertThat(auth(FILE).find("empty.example", "app")).isEmpty();
        assertThat(auth("{}").find("gcr.io", "app")).isEmpty();
    }

    @Test
    void an_identity_token_is_kept_apart_from_passwords() throws IOException {
        assertThat(auth(FILE).find("token.example", "app")).contains(new Credentials.IdentityToken("long"));
    }

    @Test
    void what_is_no_auth_is_named() throws IOException {
        AuthFile auth = auth("{\"auths\": {\"quay.io\": {\"auth\": \"???\"}}}");
        assertThatThrownBy(() -> auth.find("quay.io", "app"))
                .hasMessage("read " + folder.resolve("auth.json")
                        + ": auth of quay.io is not NAME:PASSWORD in Base64: log in anew");
    }

    @Test
    void what_is_stored_is_found_and_what_else_was_there_stays() throws IOException {
        AuthFile auth =
                auth("{\"auths\": {\"quay.io\": {\"auth\": \"bWU6cmVnaXN0cnk=\"}}, \"credHelpers\": {\"x\": \"y\"}}");
        auth.store("localhost:5000", "you", "pass:word");
        assertThat(auth.find("localhost:5000", "a")).contains(new Credentials.Password("you", "pass:word"));
        assertThat(auth.find("quay.io", "a")).isPresent();
        assertThat(auth.remove("localhost:5000")).isTrue();
        assertThat(auth.remove("localhost:5000")).isFalse();
        assertThat(Files.readString(folder.resolve("auth.json"))).contains("credHelpers");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("auth.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_program_is_asked_for_what_it_keeps() throws IOException {
        Path program = folder.resolve("docker-credential-test");
        Files.writeString(program, """
                #!/bin/sh
                read -r server
                case $1-$server in
                get-quay.io) echo '{"Username": "me", "Secret": "kept"}' ;;
                get-token.example) echo '{"Username": "<token>", "Secret": "long"}' ;;
                get-none.example) echo 'credentials not found in native keychain'; exit 1 ;;
                *) echo 'locked'; exit 1 ;;
                esac
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        AuthFile auth = auth("{\"credsStore\": \"test\"}");
        assertThat(auth.find("quay.io", "a")).contains(new Credentials.Password("me", "kept"));
        assertThat(auth.find("token.example", "a")).contains(new Credentials.IdentityToken("long"));
        assertThat(auth.find("none.example", "a")).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> auth.find("locked.example", "a")).hasMessage("run " + program + ": it failed: locked");
    }

    private AuthFile auth(String content) throws IOException {
        Path file = folder.resolve("auth.json");
        Files.writeString(file, content);
        return AuthFile.of(Map.of("REGISTRY_AUTH_FILE", file.toString(), "PATH", folder.toString()), 0);
    }
}
