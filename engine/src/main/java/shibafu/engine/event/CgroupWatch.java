package shibafu.engine.event;

import java.util.List;
import java.util.OptionalLong;

/// All that is told of one container's cgroup. Belongs to the loop's thread.
final class CgroupWatch implements AutoCloseable {
    private final MemoryWatch memory;
    private final List<Part> parts;

    CgroupWatch(Scene scene, KernelLog log) {
        LimitWatch limits = new LimitWatch(scene);
        this.memory = new MemoryWatch(scene, new OomLimits(scene, log, limits));
        this.parts = List.of(
                memory,
                limits,
                new PidsWatch(scene),
                new CpuWatch(scene),
                new FreezerWatch(scene),
                new PressureWatch(scene));
    }

    /// Looks at all that the kernel does not tell of.
    void look() {
        parts.forEach(Part::look);
    }

    /// Looks a last time, after the end.
    ///
    /// @param oomKills as its supervisor has counted them; empty if nobody did
    void lookLast(OptionalLong oomKills) {
        look();
        memory.tellLast(oomKills);
    }

    @Override
    public void close() {
        parts.forEach(Part::close);
    }
}
