package shibafu.tui.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import shibafu.engine.ShibafuException;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.Engine;
import shibafu.engine.service.LimitChange;
import shibafu.engine.service.NewContainer;

/// Starts the samples, and takes them away again: also when asked to while they are still being started, as when the
/// terminal is closed. Safe to call from any thread.
public final class Demo implements AutoCloseable {
    private static final String IMAGE = "busybox";
    private static final long MEBIBYTE = 1 << 20;
    private static final long PERIOD_MICROS = 100_000;

    /// A sample, before it has a name that is free.
    private record Plan(String name, List<String> command, LimitChange limits) {}

    private static final List<Plan> PLANS = List.of(
            new Plan(
                    "demo-memory",
                    List.of(
                            "/experiments/fill-memory",
                            "--step",
                            "4m",
                            "--until",
                            "120m",
                            "--pause",
                            "0.5",
                            "--rounds",
                            "0"),
                    limits(OptionalLong.of(100 * MEBIBYTE), OptionalLong.empty())),
            new Plan(
                    "demo-cpu",
                    List.of("/experiments/burn-cpu", "--threads", "2", "--seconds", "0"),
                    limits(OptionalLong.of(64 * MEBIBYTE), OptionalLong.of(PERIOD_MICROS / 2))),
            new Plan(
                    "demo-shell",
                    List.of("/bin/sleep", "100000"),
                    limits(OptionalLong.of(64 * MEBIBYTE), OptionalLong.of(PERIOD_MICROS))));

    private final Engine engine;
    private final List<String> started = new ArrayList<>();
    private boolean closed;

    public Demo(Engine engine) {
        this.engine = engine;
    }

    /// Starts them, one after another.
    ///
    /// @param problem told of each that cannot be started
    public void start(Consumer<String> problem) {
        try {
            Set<String> taken = engine.list().stream().map(ContainerRow::id).collect(Collectors.toSet());
            for (Plan plan : PLANS) {
                start(plan, taken, problem);
            }
        } catch (ShibafuException e) {
            problem.accept("start the demo: " + e.getMessage());
        }
    }

    /// Their names, in the order of their start.
    public synchronized List<String> started() {
        return List.copyOf(started);
    }

    /// Removes those that were started, all at the same time, and starts no more.
    @Override
    public void close() {
        List<Thread> removals = new ArrayList<>();
        synchronized (this) {
            closed = true;
            for (String id : started) {
                removals.add(Thread.startVirtualThread(() -> remove(id)));
            }
            started.clear();
        }
        for (Thread removal : removals) {
            try {
                removal.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// Holds the lock while the engine is at it: a close in the meantime waits, and then knows of the new container.
    private synchronized void start(Plan plan, Set<String> taken, Consumer<String> problem) {
        if (closed) {
            return;
        }
        String name = free(plan.name(), taken);
        try {
            started.add(engine.run(new NewContainer(Optional.of(name), IMAGE, plan.command(), plan.limits())));
        } catch (ShibafuException e) {
            problem.accept("start " + name + ": " + e.getMessage());
        }
    }

    private static String free(String name, Set<String> taken) {
        String candidate = name;
        for (int n = 2; taken.contains(candidate); n++) {
            candidate = name + "-" + n;
        }
        return candidate;
    }

    private void remove(String id) {
        try {
            engine.remove(id, true);
        } catch (ShibafuException e) {
            System.err.println("shibafu-tui: remove " + id + ": " + e.getMessage());
        }
    }

    private static LimitChange limits(OptionalLong memory, OptionalLong quota) {
        return new LimitChange(
                memory,
                quota,
                quota.isPresent() ? OptionalLong.of(PERIOD_MICROS) : OptionalLong.empty(),
                OptionalLong.of(64));
    }
}
