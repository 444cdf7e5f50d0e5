package shibafu.engine.event;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.cgroup.KernelText;
import shibafu.engine.event.ContainerEvent.OomKilled;
import shibafu.engine.event.ContainerEvent.OomLimit;
import shibafu.engine.event.ContainerEvent.OomLimit.Scope;
import shibafu.engine.event.ContainerEvent.Victim;

/// Explains a kill for want of memory: who, and whose limit it was. The kernel log knows; where it can't be read, v2's
/// counters know the limit at least.
final class OomLimits {
    private final Scene scene;
    private final KernelLog log;
    private final LimitWatch values;
    private final boolean v1;
    private final List<Path> ancestry;
    private final String own;
    private final OomCounters counters;
    private long swapHits;

    OomLimits(Scene scene, KernelLog log, LimitWatch values) {
        this.scene = scene;
        this.log = log;
        this.values = values;
        this.v1 = scene.v1("memory");
        this.ancestry = scene.cgroup().ancestry("memory");
        this.own = ancestry.isEmpty() ? "" : "/" + ancestry.getLast().relativize(ancestry.getFirst());
        this.counters = new OomCounters(ancestry);
        this.swapHits = scene.before(swapHits());
    }

    /// The oldest kill that is not explained yet; of one that was counted.
    OomKilled explain() {
        return logged().orElseGet(() ->
                new OomKilled(scene.now(), scene.container(), Optional.empty(), counted(swapWasUsedUp())));
    }

    /// The oldest kill in the kernel log that is not explained yet.
    Optional<OomKilled> logged() {
        return log.take(this::isExactly).or(() -> log.take(this::isOurs)).map(this::explain);
    }

    private OomKilled explain(KernelLog.Kill kill) {
        OomRecord.Chosen chosen = kill.chosen();
        counters.reached(); // this one is explained
        return new OomKilled(
                scene.now(),
                scene.container(),
                Optional.of(new Victim(chosen.pid(), chosen.name(), kill.anonBytes())),
                Optional.of(limit(chosen, swapWasUsedUp())));
    }

    private boolean swapWasUsedUp() {
        long now = swapHits();
        boolean more = now > swapHits;
        swapHits = Math.max(swapHits, now);
        return more;
    }

    /// How often memory, or memory plus swap, could not be had on v1; the second alone counts where both limits are the
    /// same.
    long hitsV1() {
        return failures("memory.failcnt") + failures("memory.memsw.failcnt");
    }

    private boolean isExactly(String cgroup) {
        // v1 does not count what is killed in the cgroups inside, so that there is no kill of theirs to explain.
        return cgroup.equals(own) || (!v1 && cgroup.startsWith(own + "/"));
    }

    /// The kernel names a cgroup from the host's root; where we see a part of the tree only, there is more in front.
    private boolean isOurs(String cgroup) {
        return !own.isEmpty() && (cgroup.endsWith(own) || (!v1 && cgroup.contains(own + "/")));
    }

    private OomLimit limit(OomRecord.Chosen chosen, boolean swap) {
        if (chosen.limited().isEmpty()) {
            return new OomLimit(Scope.HOST, "/", OptionalLong.empty(), OptionalLong.empty());
        }
        String limited = chosen.limited().get();
        String prefix = isExactly(chosen.cgroup())
                ? ""
                : chosen.cgroup().substring(0, chosen.cgroup().indexOf(own));
        String ours = prefix + own;
        if (limited.equals(ours)) {
            return ownLimit(limited, swap);
        }
        Scope scope = limited.startsWith(ours + "/") ? Scope.INSIDE : Scope.ABOVE;
        Path directory = ancestry.getLast()
                .resolve(limited.substring(limited.startsWith(prefix) ? prefix.length() : 0)
                        .replaceFirst("^/", ""));
        return new OomLimit(scope, limited, limitOf(directory), OptionalLong.empty());
    }

    private Optional<OomLimit> counted(boolean swap) {
        return counters.reached().map(directory -> {
            String path = "/" + ancestry.getLast().relativize(directory);
            return directory.equals(ancestry.getFirst())
                    ? ownLimit(path, swap)
                    : new OomLimit(Scope.ABOVE, path, limitOf(directory), OptionalLong.empty());
        });
    }

    private OomLimit ownLimit(String path, boolean swap) {
        OptionalLong limit = own(v1 ? "memory.limit_in_bytes" : "memory.max");
        return new OomLimit(Scope.OWN, path, limit, swap ? swapLimit(limit) : OptionalLong.empty());
    }

    /// Of swap alone; none where there was none to use up.
    private OptionalLong swapLimit(OptionalLong limit) {
        long swap = v1
                ? own("memory.memsw.limit_in_bytes").orElse(0) - limit.orElse(0)
                : own("memory.swap.max").orElse(0);
        return swap > 0 ? OptionalLong.of(swap) : OptionalLong.empty();
    }

    private OptionalLong own(String file) {
        return values.value(file).map(KernelText::limitOf).orElse(OptionalLong.empty());
    }

    private OptionalLong limitOf(Path directory) {
        return Scene.text(directory.resolve(v1 ? "memory.limit_in_bytes" : "memory.max"))
                .map(KernelText::limitOf)
                .orElse(OptionalLong.empty());
    }

    /// How often there was no swap to be had.
    private long swapHits() {
        return v1 ? failures("memory.memsw.failcnt") : Scene.number(scene.text("memory", "memory.swap.events"), "max");
    }

    private long failures(String file) {
        return scene.limit("memory", file).orElse(0);
    }
}
