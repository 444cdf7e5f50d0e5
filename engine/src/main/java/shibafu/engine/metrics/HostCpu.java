package shibafu.engine.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/// What all CPUs of the machine did since it was started, as `/proc/stat` tells it (proc_stat(5)). Cumulative.
///
/// @param idleTicks in which a CPU had nothing to do, or only waited for a disk
/// @param allTicks those and all others
public record HostCpu(long idleTicks, long allTicks) {
    /// Not known.
    public static final HostCpu NONE = new HostCpu(0, 0);

    /// Bytes that hold it, whatever the numbers: many CPUs make the file long.
    private static final int FIRST_LINE = 256;

    // Of the line `cpu user nice system idle iowait irq softirq steal guest guest_nice`: the guests' are in user too.
    private static final int FIELDS = 9;
    private static final int IDLE = 4;
    private static final int IOWAIT = 5;

    /// @return [#NONE] where the file can't be read
    public static HostCpu now() {
        try (InputStream stat = Files.newInputStream(Path.of("/proc/stat"))) {
            String start = new String(stat.readNBytes(FIRST_LINE), StandardCharsets.US_ASCII);
            return start.lines().findFirst().map(HostCpu::parse).orElse(NONE);
        } catch (IOException e) {
            return NONE;
        }
    }

    /// Reads it anew when what was read is older than that: for many containers that are sampled together. Safe to
    /// call from any thread.
    public static Supplier<HostCpu> atMostEvery(Duration age) {
        return new Supplier<>() {
            private HostCpu last = NONE;
            private long readAt;

            @Override
            public synchronized HostCpu get() {
                if (last.equals(NONE) || System.nanoTime() - readAt > age.toNanos()) {
                    last = now();
                    readAt = System.nanoTime();
                }
                return last;
            }
        };
    }

    static HostCpu parse(String line) {
        String[] words = line.strip().split(" +", -1);
        long idle = 0;
        long all = 0;
        for (int i = 1; i < Math.min(words.length, FIELDS); i++) {
            long ticks = Long.parseLong(words[i]);
            all += ticks;
            idle += i == IDLE || i == IOWAIT ? ticks : 0;
        }
        return new HostCpu(idle, all);
    }

    /// The share of the machine's CPU time that was left over between two moments, 0 to 1; empty where it is not known.
    static OptionalDouble idleShare(HostCpu earlier, HostCpu later) {
        long all = later.allTicks - earlier.allTicks;
        return earlier.allTicks == 0 || all <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.clamp((double) (later.idleTicks - earlier.idleTicks) / all, 0, 1));
    }
}
