package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.ShibafuException;
import shibafu.engine.spec.Hooks;
import shibafu.engine.spec.Hooks.Hook;
import shibafu.engine.state.ContainerStatus;

/// Who removes a container and who starts it wait for each other: what was seen before may not be so any more.
@RequiresRoot
final class DestroyRootTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void one_that_was_started_meanwhile_is_left_alone() throws Exception {
        Container container = stopped();
        Thread start = starting(container);
        assertThatThrownBy(container::destroy)
                .isInstanceOf(ShibafuException.class)
                .message()
                .containsPattern("that is not stopped: (running|it is being started again); stop it first");
        start.join();
        assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
    }

    @Test
    void unless_by_force() throws Exception {
        Container container = stopped();
        Thread start = starting(container);
        container.destroyForcibly();
        start.join();
        assertThat(engine.factory().list()).isEmpty();
    }

    @Test
    void one_that_was_removed_meanwhile_is_gone_for_both() throws Exception {
        Container container = stopped();
        Thread other = Thread.ofPlatform().start(container::destroy);
        try {
            container.destroy();
        } catch (ShibafuException e) {
            assertThat(e).hasMessageContaining("does not exist");
        }
        other.join();
        assertThat(engine.factory().list()).isEmpty();
    }

    /// A container whose next start takes a while, and is seen to have begun.
    private Container stopped() {
        Hook slow = new Hook(
                "/bin/sh",
                List.of("sh", "-c", "touch " + begun() + "; sleep 1"),
                Optional.empty(),
                OptionalInt.empty());
        List<Hook> none = List.of();
        Hooks hooks = new Hooks(List.of(slow), none, none, none, none, none);
        Container container = engine.factory().create(HooksRootTest.with(engine.container("sleep", "100"), hooks));
        container.run(Seen.quiet());
        container.stop(Container.SIGKILL, Duration.ofSeconds(20));
        return container;
    }

    private Thread starting(Container container) throws IOException, InterruptedException {
        Files.deleteIfExists(begun());
        Thread start = Thread.ofPlatform().start(() -> container.startAgain(Seen.quiet(), Optional.empty(), true));
        while (!Files.exists(begun())) {
            Thread.sleep(5);
        }
        return start;
    }

    private Path begun() {
        return engine.directory().resolve("begun");
    }
}
