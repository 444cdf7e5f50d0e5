package shibafu.tui;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.Engine;
import shibafu.tui.flow.Msg;

/// Asks the engine for its containers and samples those that have a cgroup, over and over, on virtual threads. A
/// call that hangs holds up nothing but itself: no container is sampled twice at a time, and each is sampled on
/// its own.
final class Poller implements Watch, AutoCloseable {
    /// For what nobody tells: the engine says when a container comes, goes, or changes its state.
    private static final Duration LIST_EVERY = Duration.ofSeconds(2);

    private final Engine engine;
    private final Consumer<Msg> messages;
    private volatile Duration sampleEvery;
    private final Clock clock;
    private final Semaphore listNow = new Semaphore(0);
    private final Semaphore paceChanged = new Semaphore(0);
    private final Set<String> beingSampled = ConcurrentHashMap.newKeySet();
    private volatile List<String> sampled = List.of();
    private volatile boolean closed;

    Poller(Engine engine, Consumer<Msg> messages, Duration sampleEvery, Clock clock) {
        this.engine = engine;
        this.messages = messages;
        this.sampleEvery = sampleEvery;
        this.clock = clock;
    }

    void start() {
        Thread.ofVirtual().name("list").start(this::list);
        Thread.ofVirtual().name("sample").start(this::sample);
    }

    @Override
    public void listNow() {
        listNow.release();
    }

    @Override
    public void sampleEvery(Duration time) {
        sampleEvery = time;
        paceChanged.release();
    }

    @Override
    public void close() {
        closed = true;
        listNow.release();
    }

    private void list() {
        try {
            while (!closed) {
                listOnce();
                if (listNow.tryAcquire(LIST_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    listNow.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listOnce() {
        try {
            List<ContainerRow> rows = engine.list();
            messages.accept(new Msg.Listed(rows, clock.instant()));
            List<String> before = sampled;
            sampled = rows.stream()
                    .filter(row -> row.status().canSignal())
                    .map(ContainerRow::id)
                    .toList();
            // A new one is sampled at once: its first rate then comes an interval earlier.
            sampled.stream().filter(id -> !before.contains(id)).forEach(this::startSample);
        } catch (RuntimeException | Error e) {
            messages.accept(new Msg.ListFailed(Effects.words(e), clock.instant()));
        }
    }

    private void sample() {
        try {
            while (!closed) {
                if (paceChanged.tryAcquire(sampleEvery.toNanos(), TimeUnit.NANOSECONDS)) {
                    paceChanged.drainPermits();
                }
                sampled.forEach(this::startSample);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startSample(String id) {
        if (beingSampled.add(id)) {
            Thread.ofVirtual().name("sample " + id).start(() -> {
                try {
                    sampleOnce(id);
                } finally {
                    beingSampled.remove(id);
                }
            });
        }
    }

    private void sampleOnce(String id) {
        try {
            Optional<Sample> sample = engine.sample(id);
            sample.ifPresent(taken -> messages.accept(new Msg.Sampled(id, taken)));
        } catch (RuntimeException | Error e) {
            messages.accept(new Msg.SampleFailed(id, Effects.words(e)));
        }
    }
}
