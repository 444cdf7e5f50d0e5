package shibafu.engine.service;

/// A limit that can be changed while a container runs. The names are those of the files on cgroup v2 and on v1.
public enum Limit {
    /// Bytes.
    MEMORY_MAX("memory.max", "memory.limit_in_bytes"),
    /// Bytes above which it is slowed down and its memory reclaimed; v2 only.
    MEMORY_HIGH("memory.high", ""),
    /// Bytes of swap alone; v1's file counts memory and swap together.
    SWAP_MAX("memory.swap.max", "memory.memsw.limit_in_bytes"),
    /// Microseconds of CPU time in each period.
    CPU_QUOTA("cpu.max", "cpu.cfs_quota_us"),
    /// Microseconds; has no "unlimited".
    CPU_PERIOD("cpu.max", "cpu.cfs_period_us"),
    /// Against its neighbours: 1 to 10000 on v2, 2 to 262144 on v1; has no "unlimited".
    CPU_WEIGHT("cpu.weight", "cpu.shares"),
    /// Processes and threads.
    PIDS_MAX("pids.max", "pids.max"),
    /// Bytes a second, read from one disk.
    READ_BYTES("io.max rbps", "blkio.throttle.read_bps_device"),
    /// Bytes a second, written to one disk.
    WRITTEN_BYTES("io.max wbps", "blkio.throttle.write_bps_device"),
    /// Reads a second, from one disk.
    READS("io.max riops", "blkio.throttle.read_iops_device"),
    /// Writes a second, to one disk.
    WRITES("io.max wiops", "blkio.throttle.write_iops_device");

    private final String v2File;
    private final String v1File;

    Limit(String v2File, String v1File) {
        this.v2File = v2File;
        this.v1File = v1File;
    }

    /// The file that holds it; empty if there is none on v1.
    public String file(boolean v2) {
        return v2 ? v2File : v1File;
    }

    /// Whether it is one of a single disk.
    public boolean isOfDisk() {
        return compareTo(READ_BYTES) >= 0;
    }
}
