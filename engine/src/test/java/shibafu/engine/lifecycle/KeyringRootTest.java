package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.Spec.User;

/// Keys are in no namespace: what keeps a container from those of whoever made it is a session keyring of its own.
@RequiresRoot
final class KeyringRootTest {
    private final TestEngine files = new TestEngine();
    private final Path keys = files.directory().resolve("keys");
    private final TestEngine engine;

    KeyringRootTest() throws IOException, InterruptedException {
        new ProcessBuilder("gcc", "-O1", "-static", "-o", keys.toString(), "src/test/resources/peer/keys.c")
                .inheritIO()
                .start()
                .waitFor();
        engine = new TestEngine(files.startedBy(keys + " own callers"));
    }

    @AfterEach
    void close() {
        engine.close();
        files.close();
    }

    @Test
    void the_callers_keys_cannot_be_found() {
        ContainerConfig config = container("/keys", "find", "callers");
        assertThat(Seen.run(engine, config).output())
                .isEqualTo("keyring;0;0;3f1b0000;_ses." + config.id() + " Required key not available\n");
    }

    @Test
    void the_callers_keys_are_there_where_the_keyring_is_shared() {
        Container container = engine.factory().create(container("sleep", "100"));
        container.run(Seen.quiet().withNewKeyring(false));
        assertThat(find(container, "callers")).endsWith(" value\n");
    }

    @Test
    void later_processes_have_the_keys_of_the_first() {
        Container container = keeping(config -> config);
        assertThat(find(container, "own")).contains("_ses." + container.id()).endsWith(" value\n");
    }

    @Test
    void so_they_have_as_another_user() {
        Container container = keeping(config -> config);
        ProcessSpec process = DefaultSpec.process(List.of("/keys", "find", "own"))
                .withUser(new User(1000, 1000, OptionalInt.empty(), List.of()));
        assertThat(Seen.exec(container, process).output()).endsWith(" value\n");
    }

    @Test
    void so_they_have_in_a_user_namespace() {
        Container container = keeping(Seen::inUserNamespace);
        assertThat(find(container, "own"))
                .startsWith("keyring;0;0;3f1b0000;_ses." + container.id())
                .endsWith(" value\n");
        assertThat(find(container, "callers")).endsWith(" Required key not available\n");
    }

    @Test
    void another_users_keyring_of_its_name_is_not_taken() throws Exception {
        ContainerConfig config = container("/keys", "find", "own");
        Process other = new ProcessBuilder(keys.toString(), "lend", "_ses." + config.id()).start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("lent");
            Container container = engine.factory().create(config);
            assertThatThrownBy(() -> container.run(Seen.quiet()))
                    .hasMessageContaining("join session keyring _ses." + config.id())
                    .hasMessageContaining("another user has a keyring of that name");
        } finally {
            other.destroy();
        }
    }

    @Test
    void a_user_who_has_all_keys_it_may_have_is_told_so() throws Exception {
        List<IdMapping> one = List.of(new IdMapping(0, 231072, 65536));
        ContainerConfig config =
                Seen.withLinux(Seen.inUserNamespace(container("true")), linux -> linux.withIdMappings(one, one));
        Process other = new ProcessBuilder(keys.toString(), "fill", "231072").start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("Disk quota exceeded");
            Container container = engine.factory().create(config);
            assertThatThrownBy(() -> container.run(Seen.quiet()))
                    .hasMessageContaining("disk quota exceeded")
                    .hasMessageContaining("kernel.keys.maxkeys is ");
        } finally {
            other.destroy();
        }
    }

    private Container keeping(UnaryOperator<ContainerConfig> change) {
        Container container = engine.factory()
                .create(change.apply(container("/bin/sh", "-c", "/keys add own && touch /added; exec sleep 100")));
        container.run(Seen.quiet());
        assertThat(Seen.exec(container, "/bin/sh", "-c", "until [ -e /added ]; do sleep 0.05; done")
                        .exitCode())
                .isZero();
        return container;
    }

    private static String find(Container container, String key) {
        return Seen.exec(container, "/keys", "find", key).output();
    }

    private ContainerConfig container(String... command) {
        MountSpec program = new MountSpec("/keys", "bind", keys.toString(), List.of("bind", "ro"));
        return Seen.withMounts(engine.container(command), program);
    }
}
