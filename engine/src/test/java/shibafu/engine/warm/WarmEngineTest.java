package shibafu.engine.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.disk.ProcessUser;
import shibafu.engine.kernel.SystemCallException;
import shibafu.engine.kernel.UnixListener;
import shibafu.engine.launch.FrontSession;

final class WarmEngineTest {
    private static final int REQUEST = 1;
    private static final int PRINT = 16;
    private static final int EXIT = 18;
    private static final int DECLINE = 22;
    private static final int BUSY = 23;
    private static final int VERSION = 4;

    @TempDir
    private Path directory;

    private WarmEngine engine = new WarmEngine(UnixListener.inherited(-1), 0, session -> 0);

    @AfterEach
    void end() throws InterruptedException {
        engine.end(Duration.ofSeconds(5));
    }

    @Test
    void answers_a_front_that_stands_where_it_does() throws IOException {
        serve(session -> {
            session.print(String.join(" ", session.request().arguments()));
            return 7;
        });
        try (Caller caller = new Caller(socket())) {
            caller.request(Place.own(), "one", "two");
            assertThat(caller.hear()).isEqualTo(PRINT + ": one two");
            assertThat(caller.hear()).isEqualTo(EXIT + ": 7");
        }
    }

    @Test
    void declines_one_that_stands_elsewhere() throws IOException {
        serve(session -> 0);
        List<String> elsewhere = new ArrayList<>(Place.own());
        elsewhere.set(0, "mnt:[1]");
        try (Caller caller = new Caller(socket())) {
            caller.request(elsewhere, "list");
            assertThat(caller.hear()).isEqualTo(DECLINE + ":");
        }
    }

    @Test
    void declines_what_needs_an_engine_of_its_own() throws IOException {
        serve(session -> {
            session.needsOwnEngine();
            return 0;
        });
        try (Caller caller = new Caller(socket())) {
            caller.request(Place.own(), "events");
            assertThat(caller.hear()).isEqualTo(DECLINE + ":");
        }
    }

    @Test
    void a_failure_over_one_call_is_no_others() throws IOException {
        serve(session -> {
            if (session.request().arguments().contains("fail")) {
                throw new IllegalStateException("of the test's own making");
            }
            return 3;
        });
        try (Caller caller = new Caller(socket())) {
            caller.request(Place.own(), "fail");
            assertThatThrownBy(caller::hear).isInstanceOf(EOFException.class);
        }
        try (Caller caller = new Caller(socket())) {
            caller.request(Place.own(), "list");
            assertThat(caller.hear()).isEqualTo(EXIT + ": 3");
        }
    }

    @Test
    void callers_that_say_nothing_or_nonsense_keep_nobody_waiting() throws IOException {
        serve(session -> 5);
        List<Caller> silent = new ArrayList<>();
        try {
            for (int n = 0; n < 20; n++) {
                silent.add(new Caller(socket()));
            }
            try (Caller caller = new Caller(socket())) {
                caller.say(new byte[4096]);
                assertThatThrownBy(caller::hear).isInstanceOf(IOException.class);
            }
            try (Caller caller = new Caller(socket())) {
                caller.request(Place.own(), "list");
                assertThat(caller.hear()).isEqualTo(EXIT + ": 5");
            }
        } finally {
            for (Caller caller : silent) {
                caller.close();
            }
        }
    }

    @Test
    void answers_many_at_once_and_declines_more_than_it_can() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        serve(session -> {
            await(gate);
            return 0;
        });
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < WarmEngine.MOST_CALLS + 36; n++) {
                answers.add(callers.submit(() -> {
                    try (Caller caller = new Caller(socket())) {
                        caller.request(Place.own(), "list");
                        return caller.hear();
                    }
                }));
            }
            long declined = 0;
            while (declined < 36) {
                Thread.sleep(5);
                declined = answers.stream().filter(Future::isDone).count();
            }
            gate.countDown();
        }
        assertThat(answers.stream().map(Future::resultNow).filter((EXIT + ": 0")::equals))
                .hasSize(WarmEngine.MOST_CALLS);
        assertThat(answers.stream().map(Future::resultNow).filter((DECLINE + ":")::equals))
                .hasSize(36);
    }

    @Test
    void is_idle_from_its_last_answer_on_and_takes_nobody_when_it_has_ended() throws Exception {
        serve(session -> 0);
        try (Caller caller = new Caller(socket())) {
            caller.request(Place.own(), "list");
            caller.hear();
        }
        Duration began = Duration.ofNanos(System.nanoTime());
        while (engine.idle().compareTo(Duration.ofMillis(20)) < 0) {
            Thread.sleep(5);
        }
        assertThat(engine.idle())
                .isLessThan(Duration.ofNanos(System.nanoTime()).minus(began).plusSeconds(10));
        engine.end(Duration.ofSeconds(5));
        assertThatThrownBy(() -> new Caller(socket())).isInstanceOf(IOException.class);
    }

    @Test
    void its_socket_is_for_its_owner_alone() throws IOException {
        serve(session -> 0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                .isEqualTo("rw-------");
    }

    private void serve(ToIntFunction<FrontSession> answer) throws SystemCallException {
        engine = new WarmEngine(UnixListener.bind(socket()), ProcessUser.effectiveUid(), answer);
        engine.start();
    }

    private Path socket() {
        return directory.resolve("engine.sock");
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A front, as far as it talks.
    private static final class Caller implements AutoCloseable {
        private final SocketChannel channel;
        private final DataInputStream in;

        Caller(Path socket) throws IOException {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            in = new DataInputStream(Channels.newInputStream(channel));
        }

        void request(List<String> place, String... arguments) throws IOException {
            ByteBuffer request = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
            int pid = Math.toIntExact(ProcessHandle.current().pid());
            numbers(request, VERSION, 2, 0, 0, 0, 022, pid, 0, 0, 0, 0);
            string(request, "/");
            numbers(request, arguments.length + 1);
            string(request, "shibafu-runtime");
            for (String argument : arguments) {
                string(request, argument);
            }
            numbers(request, 0, place.size());
            place.forEach(word -> string(request, word));
            ByteBuffer frames = ByteBuffer.allocate(request.position() + 16).order(ByteOrder.LITTLE_ENDIAN);
            frames.putInt(REQUEST).putInt(request.position()).put(request.flip());
            say(frames.array());
        }

        void say(byte[] bytes) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }

        /// The next frame's type, and what it says: a number, or what it has printed. That a call takes long is not
        /// what is waited for.
        String hear() throws IOException {
            int type;
            byte[] payload;
            do {
                type = Integer.reverseBytes(in.readInt());
                payload = in.readNBytes(Integer.reverseBytes(in.readInt()));
            } while (type == BUSY);
            ByteBuffer said = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
            return switch (type) {
                case PRINT -> PRINT + ": " + new String(payload, 8, payload.length - 8, StandardCharsets.UTF_8);
                case EXIT -> EXIT + ": " + said.getInt();
                default -> type + ":";
            };
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        private static void numbers(ByteBuffer to, int... numbers) {
            for (int number : numbers) {
                to.putInt(number);
            }
        }

        private static void string(ByteBuffer to, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            to.putInt(bytes.length + 1).put(bytes).put((byte) 0);
        }
    }
}
