package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the statistics of one cgroup again and again, its files kept open. For one thread at a time, which must not
/// be interrupted.
public final class CgroupStatsReader implements AutoCloseable {
    /// The largest file, memory.stat, has about 2 KiB; one line of io.stat for each of a hundred disks fits too.
    private static final int BUFFER_BYTES = 16 * 1024;

    private final ControllerFolders folders;
    private final Map<Path, StatFolder> directories = new HashMap<>();
    private final StatFolder nowhere;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final KernelText text = new KernelText(BUFFER_BYTES);
    private final StatFolder cpu;
    private final StatFolder cpuacct;
    private final StatFolder memory;
    private final StatFolder io;
    private final StatFolder pids;
    private final StatFolder unified;
    private final Optional<ProcessTree> tree;
    private final CgroupReading reading = new CgroupReading();
    private boolean closed;

    /// @param v2 the cgroup's directory in the v2 tree, where there is one
    /// @param tree the processes, where they are in no cgroup of their own
    CgroupStatsReader(ControllerFolders folders, Optional<Path> v2, Optional<ProcessTree> tree) {
        this.folders = folders;
        this.tree = tree;
        this.nowhere = new StatFolder(Optional.empty(), buffer, text);
        this.cpu = folder("cpu");
        this.cpuacct = folders.version("cpu") == CgroupVersion.V1 ? folder("cpuacct") : cpu;
        this.memory = folder("memory");
        this.io = folder(folders.version("blkio") == CgroupVersion.V1 ? "blkio" : "io");
        this.pids = folder("pids");
        this.unified = v2.map(this::folder).orElse(nowhere);
    }

    private StatFolder folder(String controller) {
        return folders.folder(controller).map(Folder::path).map(this::folder).orElse(nowhere);
    }

    private StatFolder folder(Path directory) {
        return directories.computeIfAbsent(directory, path -> new StatFolder(Optional.of(path), buffer, text));
    }

    /// Reads the numbers that change all the time, and allocates nothing once every file was read before.
    ///
    /// @return whether the cgroup stands; if not, or this reader was closed, `into` is empty
    /// @throws CgroupException if a file can't be read
    public synchronized boolean read(CgroupReading into) {
        into.clear();
        if (closed) {
            return false;
        }
        if (tree.isPresent()) {
            return tree.get().read(into);
        }
        try {
            fill(into);
            return true;
        } catch (NoSuchFileException e) {
            into.clear();
            return false;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void fill(CgroupReading into) throws IOException {
        if (folders.version("cpu") == CgroupVersion.V1) {
            CpuController.statsV1(cpu, cpuacct, into);
        } else {
            CpuController.statsV2(cpu, into);
        }
        if (folders.version("memory") == CgroupVersion.V1) {
            MemoryStats.v1(memory, into);
        } else {
            MemoryStats.v2(memory, into);
        }
        PidsController.stats(pids, into);
        if (folders.version("blkio") == CgroupVersion.V1) {
            IoStats.v1(io, into);
        } else {
            IoStats.v2(io, into);
        }
        PressureStats.read(unified, into);
    }

    /// All that the files say now.
    ///
    /// @return empty if the cgroup does not stand, or was removed since, or this reader was closed
    /// @throws CgroupException if a file can't be read
    public synchronized Optional<CgroupStats> read() {
        try {
            return read(reading) ? Optional.of(details()) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private CgroupStats details() throws IOException {
        return new CgroupStats(
                Readings.cpu(reading),
                Readings.memory(reading),
                Readings.pids(reading),
                folders.version("blkio") == CgroupVersion.V1 ? IoStats.devicesV1(io) : IoStats.devicesV2(io),
                HugetlbStats.read(folders.version("hugetlb"), folder("hugetlb")),
                RdmaStats.read(folder("rdma")),
                MiscStats.read(folders.folder("misc").isPresent() ? folder("misc") : unified),
                new CgroupStats.Pressures(
                        PressureStats.of(unified, "cpu.pressure"),
                        PressureStats.of(unified, "memory.pressure"),
                        PressureStats.of(unified, "io.pressure")));
    }

    private static CgroupException failure(IOException e) {
        return new CgroupException("read cgroup statistics: " + CgroupFile.reason(e), e);
    }

    @Override
    public synchronized void close() {
        closed = true;
        directories.values().forEach(StatFolder::close);
    }
}
