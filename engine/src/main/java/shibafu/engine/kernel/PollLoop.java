package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tinylog.Logger;

/// One daemon thread that waits for descriptors, for points in time and for tasks, and runs what was to be done then.
/// A platform thread: poll(2) would hold a virtual one's carrier.
public final class PollLoop implements AutoCloseable {
    private static final short POLLIN = 0x1;
    private static final short POLLPRI = 0x2;
    private static final short POLLERR = 0x8;
    private static final int ENTRY_BYTES = 8;

    private final Thread thread;
    private final Descriptor wake;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::atNanos));
    private final Map<Descriptor, Watch> watches = new HashMap<>();
    private final long startNanos = System.nanoTime();
    private volatile boolean closed;
    private boolean ended;

    private PollLoop(String name, Descriptor wake) {
        this.wake = wake;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /// @throws SystemCallException if no descriptor is to be had
    public static PollLoop start(String name) throws SystemCallException {
        PollLoop loop = new PollLoop(name, Descriptor.counter());
        loop.thread.start();
        return loop;
    }

    /// Runs a task on the loop's thread, after those given before. For any thread.
    public void execute(Runnable task) {
        tasks.add(task);
        synchronized (wake) {
            try {
                if (!ended) {
                    wake.add();
                }
            } catch (IOException e) {
                // The counter is full: the loop is awake.
            }
        }
    }

    /// Calls `ready` whenever something can be read. The loop closes the descriptor, by [#forget] or at its own end.
    public void whenReadable(Descriptor descriptor, Runnable ready) {
        watches.put(descriptor, new Watch(POLLIN, error -> ready.run()));
    }

    /// Calls `told` whenever the kernel says that a file of its own has changed; to be read by then.
    public void whenChanged(Descriptor descriptor, Notice told) {
        watches.put(descriptor, new Watch(POLLPRI, told));
    }

    /// Closes a descriptor and waits for it no longer.
    public void forget(Descriptor descriptor) {
        watches.remove(descriptor);
        descriptor.close();
    }

    /// Runs a task on the loop's thread once, when some time has passed.
    public void after(Duration delay, Runnable task) {
        timers.add(new Timer(now() + delay.toNanos(), task));
    }

    /// Ends the thread and closes what it waits for; nothing is called any more after this returns, unless it is
    /// called by the loop's own thread.
    @Override
    public void close() {
        closed = true;
        execute(() -> {});
        boolean interrupted = false;
        while (thread != Thread.currentThread() && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                runTasks();
                runTimers();
                poll();
            }
        } catch (SystemCallException e) {
            Logger.error(e, "{} has ended", thread.getName());
        } finally {
            watches.keySet().forEach(Descriptor::close);
            synchronized (wake) {
                ended = true; // a late execute() must not write to a descriptor that is somebody else's by now
                wake.close();
            }
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null && !closed; task = tasks.poll()) {
            guarded(task);
        }
    }

    private void runTimers() {
        while (!closed && !timers.isEmpty() && timers.peek().atNanos() <= now()) {
            guarded(timers.remove().task());
        }
    }

    private void poll() throws SystemCallException {
        List<Descriptor> waited = new ArrayList<>(watches.keySet());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment entries = arena.allocate((waited.size() + 1L) * ENTRY_BYTES, Integer.BYTES);
            entry(entries, 0, wake, POLLIN);
            for (int i = 0; i < waited.size(); i++) {
                Watch watch = watches.get(waited.get(i));
                entry(entries, i + 1, waited.get(i), watch == null ? 0 : watch.events());
            }
            if (closed || LibC.poll(entries, waited.size() + 1L, timeoutMillis()) == 0) {
                return;
            }
            drainWake();
            for (int i = 0; i < waited.size(); i++) {
                tell(waited.get(i), entries.get(JAVA_SHORT, (i + 1L) * ENTRY_BYTES + 6));
            }
        }
    }

    private static void entry(MemorySegment entries, int index, Descriptor descriptor, short events) {
        entries.set(JAVA_INT, (long) index * ENTRY_BYTES, descriptor.number());
        entries.set(JAVA_SHORT, (long) index * ENTRY_BYTES + 4, events);
    }

    private void tell(Descriptor descriptor, short events) {
        Watch watch = watches.get(descriptor); // an earlier one of this round may have ended it
        if (events != 0 && watch != null && !closed) {
            try {
                watch.told().told((events & POLLERR) != 0);
            } catch (RuntimeException e) {
                // It would be told again at once, and fail again.
                Logger.error(e, "{}: stop to wait for one of its files", thread.getName());
                forget(descriptor);
            }
        }
    }

    private int timeoutMillis() {
        if (!tasks.isEmpty()) {
            return 0;
        }
        if (timers.isEmpty()) {
            return -1;
        }
        return Math.toIntExact(
                Math.clamp(Math.ceilDiv(timers.peek().atNanos() - now(), 1_000_000), 0, Integer.MAX_VALUE));
    }

    private void drainWake() {
        guarded(() -> {
            try {
                wake.count();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            Logger.error(e, "{}", thread.getName()); // one that fails must not end the others
        }
    }

    private long now() {
        return System.nanoTime() - startNanos;
    }

    /// What to do when the kernel tells of a change.
    @FunctionalInterface
    public interface Notice {
        /// @param error whether POLLERR came with it: always for files of cgroups, for a pressure trigger when its
        ///     cgroup is gone
        void told(boolean error);
    }

    private record Watch(short events, Notice told) {}

    private record Timer(long atNanos, Runnable task) {}
}
