package shibafu.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferenceTest {
    private static final String HEX = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "busybox, busybox:latest",
        "busybox:1.36, busybox:1.36",
        "team/app, team/app:latest",
        "docker.io/busybox, docker.io/library/busybox:latest",
        "index.docker.io/library/busybox, docker.io/library/busybox:latest",
        "docker.io/team/app:2, docker.io/team/app:2",
        "docker://quay.io/a/b:c, quay.io/a/b:c",
        "localhost/app, localhost/app:latest",
        "localhost:5000/app, localhost:5000/app:latest",
        "127.0.0.1:5000/a/b/c:d, 127.0.0.1:5000/a/b/c:d",
        "'[::1]:5000/app', '[::1]:5000/app:latest'",
        "Registry/app, Registry/app:latest",
        "a__b/c-d.e, a__b/c-d.e:latest",
        "app@sha256:" + HEX + ", app@sha256:" + HEX,
        "quay.io/app:1@sha256:" + HEX + ", quay.io/app:1@sha256:" + HEX,
    })
    void a_name_is_read_as_docker_reads_it(String text, String full) {
        assertThat(Reference.parse(text)).hasToString(full);
        assertThat(Reference.parse(full)).hasToString(full);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Busybox",
                "-a",
                "a/",
                "/a",
                "a//b",
                "a:",
                "a:-x",
                "a b",
                "a@sha256:1",
                "a@md5:" + HEX,
                "a..b",
                "quay.io/",
                "quay.io:port/a",
                "../etc/passwd",
                "quay.io/../x",
                "a_-b",
                "a:b:c"
            })
    void what_is_no_name_is_refused_and_named(String text) {
        assertThatThrownBy(() -> Reference.parse(text))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("invalid image name: " + text + ": ");
    }
}
