package shibafu.engine.metrics;

import java.util.OptionalLong;

/// What went to and from disks and network, and how long tasks waited. Cumulative, as in [Sample], but for the limits.
///
/// @param readBytes from all block devices; `writtenBytes` to them
/// @param cpuWaitMicros time in which a task waited for a CPU, `memoryWaitMicros` for memory, `ioWaitMicros` for a
///     disk (PSI "some"); empty where the kernel does not say
/// @param cpuStallMicros time in which all tasks did, and nothing got on (PSI "full")
/// @param readLimit bytes a second that its limits allow from all the devices that have one, together;
///     `writeLimit` to them; empty: no limit
/// @param receivedBytes over all its network interfaces but `lo`; `sentBytes` too; empty where it has none of its own
public record Flow(
        long readBytes,
        long writtenBytes,
        OptionalLong cpuWaitMicros,
        OptionalLong memoryWaitMicros,
        OptionalLong ioWaitMicros,
        OptionalLong cpuStallMicros,
        OptionalLong memoryStallMicros,
        OptionalLong ioStallMicros,
        OptionalLong readLimit,
        OptionalLong writeLimit,
        OptionalLong receivedBytes,
        OptionalLong sentBytes) {
    public static final Flow NONE = disks(0, 0);

    /// Of disks alone.
    public static Flow disks(long readBytes, long writtenBytes) {
        OptionalLong none = OptionalLong.empty();
        return new Flow(readBytes, writtenBytes, none, none, none, none, none, none, none, none, none, none);
    }

    /// With the time in which a task waited.
    public Flow withWaits(OptionalLong cpuMicros, OptionalLong memoryMicros, OptionalLong ioMicros) {
        return new Flow(
                readBytes,
                writtenBytes,
                cpuMicros,
                memoryMicros,
                ioMicros,
                cpuStallMicros,
                memoryStallMicros,
                ioStallMicros,
                readLimit,
                writeLimit,
                receivedBytes,
                sentBytes);
    }

    /// With the time in which all of them did.
    public Flow withStalls(OptionalLong cpuMicros, OptionalLong memoryMicros, OptionalLong ioMicros) {
        return new Flow(
                readBytes,
                writtenBytes,
                cpuWaitMicros,
                memoryWaitMicros,
                ioWaitMicros,
                cpuMicros,
                memoryMicros,
                ioMicros,
                readLimit,
                writeLimit,
                receivedBytes,
                sentBytes);
    }

    /// With limits in bytes a second.
    public Flow withLimits(OptionalLong read, OptionalLong write) {
        return new Flow(
                readBytes,
                writtenBytes,
                cpuWaitMicros,
                memoryWaitMicros,
                ioWaitMicros,
                cpuStallMicros,
                memoryStallMicros,
                ioStallMicros,
                read,
                write,
                receivedBytes,
                sentBytes);
    }

    public Flow withNetwork(OptionalLong received, OptionalLong sent) {
        return new Flow(
                readBytes,
                writtenBytes,
                cpuWaitMicros,
                memoryWaitMicros,
                ioWaitMicros,
                cpuStallMicros,
                memoryStallMicros,
                ioStallMicros,
                readLimit,
                writeLimit,
                received,
                sent);
    }
}
