package shibafu.engine.warm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.tinylog.Logger;

/// Does what can wait when nobody has brought more for a while: in a thread of its own, one task after the other.
public final class Leisure implements Executor {
    private static final long USUAL_QUIET_MILLIS = 300;
    /// More are not put off.
    private static final int MOST = 256;

    private final long quietMillis;
    private final Deque<Runnable> tasks = new ArrayDeque<>(); // guarded by this
    private boolean busy; // guarded by this
    private boolean more; // guarded by this
    private boolean started; // guarded by this

    public Leisure() {
        this(USUAL_QUIET_MILLIS);
    }

    Leisure(long quietMillis) {
        this.quietMillis = quietMillis;
    }

    @Override
    public synchronized void execute(Runnable task) {
        if (!started) {
            started = true;
            Thread.ofPlatform().name("leisure").daemon().start(this::work);
        }
        tasks.addLast(task);
        more = true;
        if (tasks.size() == 1 || tasks.size() > MOST) {
            notifyAll();
        }
    }

    /// Does all that waits, in the caller's thread; returns when it is done, by whomever.
    public void settle() {
        for (Optional<Runnable> task = next(); task.isPresent(); task = next()) {
            carryOut(task.get());
        }
    }

    /// One at a time: a later task may undo an earlier one's.
    private synchronized Optional<Runnable> next() {
        boolean interrupted = false;
        while (busy) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Optional<Runnable> task = Optional.ofNullable(tasks.pollFirst());
        busy = task.isPresent();
        return task;
    }

    private void carryOut(Runnable task) {
        try {
            task.run();
        } finally {
            synchronized (this) {
                busy = false;
                notifyAll();
            }
        }
    }

    private void work() {
        try {
            while (true) {
                awaitLeisure();
                settleAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settleAll() {
        try {
            settle();
        } catch (RuntimeException e) {
            Logger.error(e, "do what was put off"); // the rest is done in the next round
        }
    }

    private synchronized void awaitLeisure() throws InterruptedException {
        while (tasks.isEmpty()) {
            wait();
        }
        do {
            more = false;
            wait(quietMillis);
        } while (more && tasks.size() <= MOST);
    }
}
