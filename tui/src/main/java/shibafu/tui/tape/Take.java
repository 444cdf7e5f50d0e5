package shibafu.tui.tape;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// One recording that is being made: a queue that anybody may fill, and the thread that writes it down.
final class Take {
    private static final int MOST_WAITING = 50_000;

    /// What shells may have printed that is not written yet; a shell that prints more waits, as for a slow terminal.
    private static final int MOST_WAITING_BYTES = 4 << 20;

    private static final long PATIENCE_SECONDS = 2;
    private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TapeWriter writer;
    private final BlockingQueue<Heard> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Semaphore room = new Semaphore(MOST_WAITING_BYTES);
    private final AtomicReference<String> problem = new AtomicReference<>("");
    private final Thread thread;
    private volatile boolean ended;

    /// Told how a recording ended.
    interface Ending {
        /// @param problem empty if it was stopped
        void ended(String problem);
    }

    Take(TapeWriter writer, Ending ending) {
        this.writer = writer;
        this.thread = Thread.ofPlatform().daemon().name("record").unstarted(() -> run(ending));
    }

    void start() {
        thread.start();
    }

    /// Never waits: who tells may be the screen itself.
    void hear(Heard heard) {
        if (!ended && !queue.offer(heard)) {
            giveUp();
        }
    }

    /// Waits a little while the disk is behind.
    void hear(Heard.Printed printed) {
        try {
            if (!ended && !room.tryAcquire(printed.bytes().length, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                giveUp();
                return;
            }
            hear((Heard) printed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp() {
        problem.compareAndSet("", "the disk does not keep up");
        ended = true;
        thread.interrupt();
    }

    /// Writes what is waiting, and returns when it is on disk, or the disk hangs.
    void stop(Heard.Stop last) {
        hear(last);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Ending ending) {
        try (writer) {
            write();
        } catch (IOException e) {
            problem.compareAndSet("", TapeFolder.reason(e));
        } catch (InterruptedException e) {
            // It was given up, and the reason is known.
        } catch (RuntimeException | Error e) {
            problem.compareAndSet("", String.valueOf(e));
        }
        ended = true;
        room.release(MOST_WAITING_BYTES);
        ending.ended(problem.get());
    }

    private void write() throws IOException, InterruptedException {
        long flushed = System.nanoTime();
        while (true) {
            long wait = flushed + FLUSH_NANOS - System.nanoTime();
            Heard heard = queue.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
            if (heard != null) {
                writer.write(heard);
            }
            if (heard instanceof Heard.Printed printed) {
                room.release(printed.bytes().length);
            }
            if (heard instanceof Heard.Stop) {
                return;
            }
            if (System.nanoTime() - flushed >= FLUSH_NANOS) {
                writer.flush();
                flushed = System.nanoTime();
            }
        }
    }
}
