package shibafu.engine.warm;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.tinylog.Logger;
import shibafu.engine.kernel.SystemCallException;
import shibafu.engine.kernel.UnixConnection;
import shibafu.engine.kernel.UnixConnection.Peer;
import shibafu.engine.kernel.UnixListener;
import shibafu.engine.launch.DeclinedException;
import shibafu.engine.launch.FrontGoneException;
import shibafu.engine.launch.FrontSession;

/// Answers fronts, each in a thread that has accepted it itself: handing it to another would cost more than most
/// answers do.
public final class WarmEngine {
    /// Who comes when so many are being answered is declined.
    static final int MOST_CALLS = 256;
    /// So many threads wait for callers when there is little to do.
    private static final int FEWEST_THREADS = 4;

    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(10);

    private final UnixListener listener;
    private final int uid;
    private final ToIntFunction<FrontSession> answer;
    private final List<String> place = Place.own();
    private final Pulse pulse = new Pulse();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger answering = new AtomicInteger();
    private volatile long lastAnswerNanos = System.nanoTime();
    private volatile boolean ending;

    /// @param uid who may ask
    /// @param answer yields the exit code
    public WarmEngine(UnixListener listener, int uid, ToIntFunction<FrontSession> answer) {
        this.listener = listener;
        this.uid = uid;
        this.answer = answer;
    }

    /// Starts to answer; returns at once.
    public void start() {
        pulse.start();
        addThread();
    }

    /// How long nobody has been answered; zero while somebody is.
    public Duration idle() {
        return answering.get() > 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastAnswerNanos);
    }

    /// Takes no more callers, and waits for those that are being answered.
    public void end(Duration patience) throws InterruptedException {
        ending = true;
        try {
            listener.shutdown();
        } catch (SystemCallException e) {
            Logger.warn((Object) e.getMessage());
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (answering.get() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
    }

    private void addThread() {
        waiting.incrementAndGet();
        Thread.ofPlatform().name("answer").daemon().start(this::work);
    }

    private void work() {
        while (!ending) {
            UnixConnection connection;
            try {
                connection = listener.accept();
            } catch (SystemCallException e) {
                if (!ending) {
                    Logger.error((Object) e.getMessage());
                    pauseAfterFailure();
                }
                continue;
            }
            int calls = answering.incrementAndGet();
            if (waiting.decrementAndGet() == 0) {
                addThread();
            }
            try (connection) {
                serve(connection, calls <= MOST_CALLS);
            } catch (FrontGoneException | IOException e) {
                // Its caller has ended it; what was begun for it is undone by the next command.
                Logger.debug((Object) e.getMessage());
            } catch (RuntimeException e) {
                // The front boots an engine, which may fail the same way, with its caller to see it.
                Logger.error(e, "answer a front");
            } finally {
                lastAnswerNanos = System.nanoTime();
                answering.decrementAndGet();
            }
            if (waiting.incrementAndGet() > FEWEST_THREADS) {
                waiting.decrementAndGet();
                return;
            }
        }
    }

    /// Such as too many open files.
    private static void pauseAfterFailure() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(UnixConnection connection, boolean free) throws IOException {
        Peer peer = connection.peer();
        if (peer.uid() != uid) {
            Logger.warn("user {} (process {}) was turned away: this engine is user {}'s", peer.uid(), peer.pid(), uid);
            return;
        }
        connection.readPatience(REQUEST_PATIENCE);
        connection.writePatience(REQUEST_PATIENCE);
        FrontSession session =
                FrontSession.accept(connection.in(), connection.out()).warm();
        connection.readPatience(Duration.ZERO);
        pulse.add(session);
        try {
            if (!free
                    || session.request().pid() != peer.pid()
                    || !session.request().place().equals(place)) {
                session.decline();
                session.finish(0);
            } else {
                session.finish(answered(session));
            }
        } finally {
            session.rest();
            pulse.remove(session);
        }
    }

    private int answered(FrontSession session) {
        try {
            return answer.applyAsInt(session);
        } catch (DeclinedException e) {
            return 0; // the front will be told so
        }
    }
}
