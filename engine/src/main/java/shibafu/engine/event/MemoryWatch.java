package shibafu.engine.event;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.event.ContainerEvent.OomKilled;
import shibafu.engine.event.ContainerEvent.OomLimit.Scope;
import shibafu.engine.kernel.Descriptor;

/// Memory that runs short: `memory.events` tells on v2. v1 tells by an eventfd that somebody is about to be killed, and
/// of a limit that is reached not at all.
final class MemoryWatch implements Part {
    private static final int ATTEMPTS = 10;

    private final Scene scene;
    private final OomLimits limits;
    private final boolean v1;
    private final Rise high;
    private final Rise max;
    private Optional<NotifiedFile> events = Optional.empty();
    private Optional<Descriptor> notice = Optional.empty();
    private long oomKills;
    private long ownKills;

    MemoryWatch(Scene scene, OomLimits limits) {
        this.scene = scene;
        this.limits = limits;
        this.v1 = scene.v1("memory");
        Optional<String> now = counters();
        this.high = new Rise(scene.before(Scene.number(now, "high")));
        this.max = new Rise(scene.before(limitHits(now)));
        this.oomKills = scene.before(Scene.number(now, "oom_kill"));
        if (v1) {
            scene.cgroup().directory("memory").ifPresent(this::awaitNotice);
        } else {
            events = scene.file("memory", "memory.events")
                    .flatMap(file -> NotifiedFile.open(scene.loop(), file, text -> tell(Optional.of(text))));
        }
    }

    private void awaitNotice(Path directory) {
        notice = CgroupNotice.register(directory, "memory.oom_control", "");
        notice.ifPresent(counter -> scene.loop().whenReadable(counter, () -> noticed(counter)));
    }

    private void noticed(Descriptor counter) {
        try {
            if (counter.count() > 0 && scene.cgroup().exists()) {
                lookSoon(oomKills, 0);
            }
        } catch (IOException e) {
            throw new IllegalStateException("read notices of " + scene.container() + ": " + e.getMessage(), e);
        }
    }

    /// The notice comes before the kill.
    private void lookSoon(long before, int attempt) {
        look();
        if (oomKills == before && attempt < ATTEMPTS) {
            scene.loop().after(Duration.ofMillis(1L << attempt), () -> lookSoon(before, attempt + 1));
        }
    }

    @Override
    public void look() {
        tell(counters());
    }

    /// Tells of kills that we could not count, as the cgroup was gone before.
    ///
    /// @param counted by the supervisor; empty if its record could not be read: then the kernel log has to do
    void tellLast(OptionalLong counted) {
        tellKills(Math.max(counted.orElse(0), oomKills));
        // What the log has left must not be taken for a kill in the next cgroup of that name.
        for (Optional<OomKilled> left = limits.logged(); left.isPresent(); left = limits.logged()) {
            if (counted.isEmpty()) {
                scene.tell(left.get());
            }
        }
    }

    private Optional<String> counters() {
        return scene.text("memory", v1 ? "memory.oom_control" : "memory.events");
    }

    /// Linux 6.14 and later count no failures of v1's memory plus swap: there only the kills tell that this limit was
    /// reached.
    private long limitHits(Optional<String> counters) {
        return v1 ? Math.max(limits.hitsV1(), ownKills) : Scene.number(counters, "max");
    }

    private void tell(Optional<String> counters) {
        if (counters.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        long times = high.take(Scene.number(counters, "high"), now);
        if (times > 0) {
            scene.tell(new ContainerEvent.MemoryHigh(
                    scene.now(), scene.container(), times, scene.limit("memory", "memory.high")));
        }
        tellMax(limitHits(counters), now);
        tellKills(Scene.number(counters, "oom_kill"));
    }

    private void tellMax(long hits, long nanoTime) {
        long times = max.take(hits, nanoTime);
        if (times > 0) {
            OptionalLong limit = scene.limit("memory", v1 ? "memory.limit_in_bytes" : "memory.max");
            scene.tell(new ContainerEvent.MemoryMax(scene.now(), scene.container(), times, limit));
        }
    }

    private void tellKills(long counted) {
        while (oomKills < counted) {
            oomKills++;
            OomKilled kill = limits.explain();
            if (v1 && kill.limit().filter(limit -> limit.scope() == Scope.OWN).isPresent()) {
                ownKills++;
                tellMax(limitHits(Optional.empty()), System.nanoTime());
            }
            scene.tell(kill);
        }
    }

    @Override
    public void close() {
        events.ifPresent(NotifiedFile::close);
        notice.ifPresent(scene.loop()::forget);
    }
}
