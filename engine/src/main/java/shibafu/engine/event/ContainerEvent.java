package shibafu.engine.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ExitRecord;
import shibafu.engine.state.HealthStatus;

/// Something that happened to a container.
public sealed interface ContainerEvent {
    /// When we learnt of it, which is a few milliseconds later where the kernel told, up to a second where it did not.
    Instant at();

    /// The container's name.
    String container();

    /// It has a process, which waits to be started.
    record Created(Instant at, String container, int pid) implements ContainerEvent {}

    /// Its process runs its program.
    record Started(Instant at, String container, int pid) implements ContainerEvent {}

    /// Its first process has ended.
    ///
    /// @param exitCode 0 to 255; empty if nobody was there to record it
    /// @param signal that ended it; empty if it ended by itself, or nobody recorded it
    record Exited(Instant at, String container, OptionalInt exitCode, OptionalInt signal) implements ContainerEvent {
        static Exited now(ContainerId id, Optional<ExitRecord> record) {
            OptionalInt code = record.map(end -> OptionalInt.of(end.exitCode())).orElse(OptionalInt.empty());
            OptionalInt signal = record.map(ExitRecord::signal)
                    .filter(number -> number > 0)
                    .map(OptionalInt::of)
                    .orElse(OptionalInt.empty());
            return new Exited(Instant.now(), id.value(), code, signal);
        }
    }

    /// It has another name; events go on naming its id.
    record Renamed(Instant at, String container, String name) implements ContainerEvent {}

    /// Its record is gone.
    record Removed(Instant at, String container) implements ContainerEvent {}

    /// Its supervisor has found it well, or no longer so.
    record HealthChanged(Instant at, String container, HealthStatus status) implements ContainerEvent {}

    /// All its processes have stopped.
    record Frozen(Instant at, String container) implements ContainerEvent {}

    record Thawed(Instant at, String container) implements ContainerEvent {}

    /// A process of it was killed for want of memory.
    ///
    /// @param victim empty where the kernel log cannot be read or does not say: of many kills in five seconds it names
    ///     ten
    /// @param limit that was reached; empty where neither the kernel log nor a counter says
    record OomKilled(Instant at, String container, Optional<Victim> victim, Optional<OomLimit> limit)
            implements ContainerEvent {}

    /// Its use went over `memory.high` (v2), so that it was slowed down and memory was taken back.
    ///
    /// @param times since it was last told
    /// @param highBytes that limit
    record MemoryHigh(Instant at, String container, long times, OptionalLong highBytes) implements ContainerEvent {}

    /// It wanted more memory than its limit, so that some had to be taken back first.
    ///
    /// @param times since it was last told
    record MemoryMax(Instant at, String container, long times, OptionalLong limitBytes) implements ContainerEvent {}

    /// A fork or a new thread failed because of a limit on their number.
    ///
    /// @param times since it was last told
    /// @param limit its own; on v2 one of a cgroup above it may have been the one
    record ForkRefused(Instant at, String container, long times, OptionalLong limit) implements ContainerEvent {}

    /// Its CPU quota ran out.
    ///
    /// @param periods enforcement periods in which it did, since it was last told
    /// @param throttledMicros time that its CPUs were kept from it in them; the CPUs' times are added up
    record Throttled(Instant at, String container, long periods, long throttledMicros) implements ContainerEvent {}

    /// Its programs wait for a resource.
    ///
    /// @param stalledMicros time that some of them waited since it was last told; empty on v1, which does not count it
    record Pressure(
            Instant at, String container, PressureResource resource, PressureLevel level, OptionalLong stalledMicros)
            implements ContainerEvent {}

    /// Somebody wrote a limit.
    ///
    /// @param file the kernel's name for it: `memory.max`, `cpu.cfs_quota_us`, ...
    /// @param before what the file said, in its own units
    /// @param after what it says now
    record LimitChanged(Instant at, String container, String file, String before, String after)
            implements ContainerEvent {}

    /// A process that was killed.
    ///
    /// @param pid on the host
    /// @param name its own choice, up to 15 bytes, what is not printable escaped as `\x1b`
    /// @param residentBytes of its memory that was not backed by files; empty if the kernel log does not say
    record Victim(int pid, String name, OptionalLong residentBytes) {}

    /// What was reached so that a process had to be killed.
    ///
    /// @param scope whose it is
    /// @param cgroup as the kernel names it, from the root of its tree; `/` for the host
    /// @param limitBytes of memory; empty for the host, or where it can't be read any more
    /// @param swapLimitBytes of swap alone, where that was used up too
    record OomLimit(Scope scope, String cgroup, OptionalLong limitBytes, OptionalLong swapLimitBytes) {
        /// Whose limit it is.
        public enum Scope {
            OWN,
            /// Of a cgroup inside the container.
            INSIDE,
            /// Of a cgroup that the container is in, with others perhaps.
            ABOVE,
            /// None: the host itself had no memory left.
            HOST
        }
    }
}
