package shibafu.tui;

import java.util.ArrayDeque;
import java.util.Deque;

/// What must be undone at the end, the last first, whichever way the end comes: a return, an exception, SIGTERM,
/// SIGHUP. Each thing is undone once.
final class Closing implements AutoCloseable {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    Closing() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "closing"));
    }

    synchronized void add(Runnable step) {
        steps.push(step);
    }

    @Override
    public synchronized void close() {
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (RuntimeException e) {
                System.err.println("shibafu-tui: " + Effects.words(e));
            }
        }
    }
}
