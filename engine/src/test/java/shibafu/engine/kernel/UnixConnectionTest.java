package shibafu.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UnixConnectionTest {
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final int MUCH = 4 << 20; // more than a socket's buffer holds

    private final UnixConnection near;
    private final UnixConnection far;

    UnixConnectionTest() throws IOException {
        UnixConnection.Pair pair = UnixConnection.pair();
        near = pair.ours();
        far = new UnixConnection(pair.theirs().number());
    }

    @AfterEach
    void close() {
        near.close();
        far.close();
    }

    @Test
    void a_read_of_what_nobody_writes_fails_when_patience_ends() throws IOException {
        near.readPatience(SHORT);
        assertTimesOut(() -> near.in().read());

        far.out().write('x');
        assertThat(near.in().read()).isEqualTo('x');
    }

    @Test
    void a_write_that_nobody_reads_fails_when_patience_ends() throws IOException {
        near.writePatience(SHORT);
        assertTimesOut(() -> near.out().write(new byte[MUCH]));
    }

    @Test
    void a_write_waits_for_a_slow_reader_with_patience_and_without() throws Exception {
        for (Duration patience : new Duration[] {Duration.ofSeconds(20), Duration.ZERO}) {
            near.writePatience(patience);
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> writeMuch(near.out()));
            Thread.sleep(20);
            assertThat(written).isNotDone();
            InputStream in = far.in();
            for (int i = 0; i < MUCH; i++) {
                if (in.read() != (i & 0x7f)) {
                    throw new AssertionError("byte " + i + " is another");
                }
            }
            written.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_read_waits_as_long_as_it_takes_once_patience_is_without_end() throws Exception {
        near.readPatience(SHORT);
        near.readPatience(Duration.ZERO);
        CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> readOne(near.in()));
        Thread.sleep(3 * SHORT.toMillis());
        assertThat(read).isNotDone();
        far.out().write('y');
        assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo('y');
    }

    private static void assertTimesOut(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SystemCallException.class, e -> assertThat(e.timedOut())
                .isTrue());
    }

    private static void writeMuch(OutputStream out) {
        byte[] bytes = new byte[MUCH];
        for (int i = 0; i < MUCH; i++) {
            bytes[i] = (byte) (i & 0x7f);
        }
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int readOne(InputStream in) {
        try {
            return in.read();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
