package shibafu.engine.event;

import java.util.List;

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
    /// @param oomKills as somebody has counted who was there
    void lookLast(long oomKills) {
        look();
        memory.tellLast(oomKills);
    }

    @Override
    public void close() {
        parts.forEach(Part::close);
    }
}
