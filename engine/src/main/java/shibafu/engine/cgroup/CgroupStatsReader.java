package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// Reads the statistics of one cgroup again and again, its files kept open. For one thread at a time, which must not
/// be interrupted.
public final class CgroupStatsReader implements AutoCloseable {
    /// The largest file, memory.stat, has about 2 KiB.
    private static final int BUFFER_BYTES = 16 * 1024;

    private final CgroupVersion version;
    private final StatFolder cpu;
    private final StatFolder cpuacct;
    private final StatFolder memory;
    private final StatFolder pids;
    private boolean closed;

    /// @param directories of each controller; empty for one that the host lacks
    CgroupStatsReader(CgroupVersion version, Function<String, Optional<Path>> directories) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        this.version = version;
        this.cpu = new StatFolder(directories.apply("cpu"), buffer);
        boolean shared = version == CgroupVersion.V2;
        this.cpuacct = shared ? cpu : new StatFolder(directories.apply("cpuacct"), buffer);
        this.memory = shared ? cpu : new StatFolder(directories.apply("memory"), buffer);
        this.pids = shared ? cpu : new StatFolder(directories.apply("pids"), buffer);
    }

    /// What the files say now.
    ///
    /// @return empty if the cgroup does not stand, or was removed since, or this reader was closed
    /// @throws CgroupException if a file can't be read
    public synchronized Optional<CgroupStats> read() {
        if (closed) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    switch (version) {
                        case V1 ->
                            new CgroupStats(
                                    CpuController.statsV1(cpu, cpuacct),
                                    MemoryController.statsV1(memory),
                                    PidsController.stats(pids));
                        case V2 ->
                            new CgroupStats(
                                    CpuController.statsV2(cpu),
                                    MemoryController.statsV2(memory),
                                    PidsController.stats(pids));
                    });
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CgroupException("read cgroup statistics: " + CgroupFile.reason(e), e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        cpu.close();
        cpuacct.close();
        memory.close();
        pids.close();
    }
}
