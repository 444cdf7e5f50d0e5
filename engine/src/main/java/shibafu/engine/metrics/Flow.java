package shibafu.engine.metrics;

import java.util.OptionalLong;

/// What went to and from disks, and how long tasks waited. Cumulative, as in [Sample].
///
/// @param readBytes from all block devices; `writtenBytes` to them
/// @param cpuWaitMicros time in which a task waited for a CPU, `memoryWaitMicros` for memory, `ioWaitMicros` for a
///     disk (PSI "some"); empty where the kernel does not say
public record Flow(
        long readBytes,
        long writtenBytes,
        OptionalLong cpuWaitMicros,
        OptionalLong memoryWaitMicros,
        OptionalLong ioWaitMicros) {
    public static final Flow NONE = new Flow(0, 0, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
}
