package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.launch.Streams;

/// A pidfd goes to whoever asks for one, for a container's first process and for one more.
@RequiresRoot
final class PidfdSocketRootTest {
    private final TestEngine engine = new TestEngine();
    private final Path socket = engine.directory().resolve("pidfd.sock");

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void tells_of_the_first_process_and_of_one_more() throws Exception {
        Process receiver = receiver();
        Container container = engine.factory().create(engine.container("sleep", "100"));
        ContainerProcess first = container.run(quiet().withPidfdSocket(Optional.of(socket)));
        assertThat(told(receiver)).isEqualTo("standard:\t" + first.pid());

        Files.delete(socket);
        Process again = receiver();
        ContainerProcess more = container.start(ProcessConfig.of("sleep", "100")
                .withStreams(Streams.NONE)
                .withSupervise(false)
                .withPidfdSocket(Optional.of(socket))
                .detached());
        assertThat(told(again)).isEqualTo("setns:\t" + more.pid());
    }

    @Test
    void makes_nothing_where_nobody_listens() {
        Container container = engine.factory().create(engine.container("sleep", "100"));
        assertThatThrownBy(() -> container.run(quiet().withPidfdSocket(Optional.of(socket))))
                .hasMessageContaining("send a pidfd to socket " + socket)
                .hasMessageContaining("ENOENT");
        assertThat(engine.factory().list()).isEmpty();
    }

    private static ProcessConfig quiet() {
        return ProcessConfig.main().withStreams(Streams.NONE).detached();
    }

    private Process receiver() throws IOException, InterruptedException {
        Path program = engine.directory().resolve("receiver");
        new ProcessBuilder("gcc", "-O1", "-o", program.toString(), "src/test/resources/peer/pidfd.c")
                .inheritIO()
                .start()
                .waitFor();
        Process receiver = new ProcessBuilder(program.toString(), socket.toString()).start();
        while (receiver.isAlive() && !Files.exists(socket)) {
            Thread.sleep(10);
        }
        return receiver;
    }

    private static String told(Process receiver) throws IOException, InterruptedException {
        String text = new String(receiver.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(receiver.waitFor()).as(text).isZero();
        return text.strip();
    }
}
