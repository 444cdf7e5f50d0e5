package shibafu.engine.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.spec.Resources;

/// `memory`: memory and swap. OCI counts swap as v1 does, memory **plus** swap; v2 counts swap alone. A limit of 0 is
/// no limit asked for, as the callers of runc write it; -1 takes a limit away.
final class MemoryController implements Controller {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean needed(Resources wanted) {
        Resources.Memory memory = wanted.memory();
        return set(memory.limitBytes())
                || set(memory.reservationBytes())
                || set(memory.swapBytes())
                || memory.swappiness().isPresent()
                || memory.disableOomKiller()
                || set(memory.kernelBytes())
                || set(memory.kernelTcpBytes());
    }

    @Override
    public List<CgroupWrite> v1(Resources wanted, Folder folder) {
        Resources.Memory memory = wanted.memory();
        List<CgroupWrite> writes = new ArrayList<>(limitsV1(memory, folder));
        if (set(memory.reservationBytes())) {
            writes.add(folder.set(
                    "memory.soft_limit_in_bytes", memory.reservationBytes().getAsLong()));
        }
        if (memory.disableOomKiller()) {
            writes.add(folder.set("memory.oom_control", 1));
        }
        if (memory.swappiness().isPresent()) {
            int swappiness = memory.swappiness().getAsInt();
            if (swappiness < 0 || swappiness > 100) {
                throw new CgroupException("set memory swappiness " + swappiness + ": it is 0 to 100");
            }
            writes.add(folder.set("memory.swappiness", swappiness));
        }
        if (set(memory.kernelBytes())) {
            writes.add(folder.set(
                    "memory.kmem.limit_in_bytes", memory.kernelBytes().getAsLong()));
        }
        if (set(memory.kernelTcpBytes())) {
            writes.add(folder.set(
                    "memory.kmem.tcp.limit_in_bytes", memory.kernelTcpBytes().getAsLong()));
        }
        return writes;
    }

    /// The kernel holds memory ≤ memory plus swap at every moment, so that raising sets the sum first, lowering last.
    private static List<CgroupWrite> limitsV1(Resources.Memory memory, Folder folder) {
        Optional<CgroupWrite> limit = set(memory.limitBytes())
                ? Optional.of(
                        folder.set("memory.limit_in_bytes", memory.limitBytes().getAsLong()))
                : Optional.empty();
        Optional<CgroupWrite> sum = Optional.empty();
        if (set(memory.swapBytes())) {
            refuseSwapBelowMemory(memory);
            sum = Optional.of(
                    folder.set("memory.memsw.limit_in_bytes", memory.swapBytes().getAsLong()));
        } else if (memory.limitBytes().orElse(0) == -1) {
            // No limit on memory leaves none on the sum: there is no other way to take the first away.
            sum = Optional.of(folder.setIfPresent("memory.memsw.limit_in_bytes", -1));
        }
        boolean sumFirst = sum.isPresent() && limit.isPresent() && raises(memory, folder);
        List<CgroupWrite> writes = new ArrayList<>();
        if (sumFirst) {
            sum.ifPresent(writes::add);
        }
        limit.ifPresent(writes::add);
        if (!sumFirst) {
            sum.ifPresent(writes::add);
        }
        return writes;
    }

    private static boolean raises(Resources.Memory memory, Folder folder) {
        long sum = set(memory.swapBytes()) ? memory.swapBytes().getAsLong() : -1;
        OptionalLong now =
                folder.text("memory.limit_in_bytes").map(KernelText::limitOf).orElse(OptionalLong.empty());
        if (now.isEmpty()) {
            // Nothing to raise yet. Both writes would do; only without a limit now the sum can't be set first.
            return sum == -1;
        }
        return sum == -1 || now.getAsLong() < sum;
    }

    @Override
    public List<CgroupWrite> v2(Resources wanted, Folder folder) {
        Resources.Memory memory = wanted.memory();
        if (set(memory.kernelBytes()) || set(memory.kernelTcpBytes())) {
            throw new CgroupException(
                    "limit kernel memory: cgroup v2 counts it as memory; leave out kernel and kernelTCP, and set limit");
        }
        List<CgroupWrite> writes = new ArrayList<>();
        if (set(memory.swapBytes())) {
            refuseSwapBelowMemory(memory);
            writes.add(swapV2(memory.swapBytes().getAsLong(), memory, folder));
        } else if (memory.limitBytes().orElse(0) == -1) {
            writes.add(folder.setIfPresent("memory.swap.max", "max"));
        }
        if (set(memory.limitBytes())) {
            writes.add(folder.set("memory.max", orMax(memory.limitBytes().getAsLong())));
        }
        if (set(memory.reservationBytes())) {
            writes.add(folder.set("memory.low", orMax(memory.reservationBytes().getAsLong())));
        }
        return writes; // v2 has neither swappiness nor a switch for the OOM killer; runc passes over both too
    }

    private static CgroupWrite swapV2(long sum, Resources.Memory memory, Folder folder) {
        if (sum == -1) {
            return folder.setIfPresent("memory.swap.max", "max");
        }
        long swap = sum - limitFor(memory, folder);
        // A kernel that does not count swap has no such file; "no swap" is then as good as it gets.
        return swap == 0 ? folder.setIfPresent("memory.swap.max", 0) : folder.set("memory.swap.max", swap);
    }

    /// The memory limit that a sum with swap refers to: the one asked for, or the one that stands.
    private static long limitFor(Resources.Memory memory, Folder folder) {
        if (set(memory.limitBytes()) && memory.limitBytes().getAsLong() > 0) {
            return memory.limitBytes().getAsLong();
        }
        OptionalLong now = folder.text("memory.max").map(KernelText::limitOf).orElse(OptionalLong.empty());
        long sum = memory.swapBytes().getAsLong();
        if (now.isEmpty() || memory.limitBytes().orElse(0) == -1) {
            throw new CgroupException(
                    "limit memory plus swap to " + sum + " bytes: without a memory limit v2 can't; set one too");
        }
        if (now.getAsLong() > sum) {
            throw new CgroupException("limit memory plus swap to " + sum + " bytes: it is less than the memory limit, "
                    + now.getAsLong() + " bytes");
        }
        return now.getAsLong();
    }

    private static void refuseSwapBelowMemory(Resources.Memory memory) {
        long sum = memory.swapBytes().orElse(0);
        long limit = memory.limitBytes().orElse(0);
        if (sum > 0 && limit > sum) {
            throw new CgroupException("limit memory plus swap to " + sum + " bytes: it is less than the memory limit, "
                    + limit + " bytes, which is part of it");
        }
    }

    /// Why a new limit must not be set on a running container, if so: what its programs hold would not fit, and the
    /// kernel would kill (v2) or refuse after a long search (v1). What can go to swap does not count.
    static Optional<String> refusal(Resources.Memory wanted, CgroupStats.Memory now, long swapFreeBytes) {
        long limit = wanted.limitBytes().orElse(-1);
        if (limit <= 0) {
            return Optional.empty();
        }
        if (wanted.checkBeforeUpdate() && now.usageBytes() >= limit) {
            return Optional.of(
                    "limit memory to %d bytes: %d bytes are in use, and a check before the update was asked for"
                            .formatted(limit, now.usageBytes()));
        }
        long swappable = Math.min(swapFreeBytes, swapRoom(now));
        long held = now.anonBytes() - swappable;
        if (held <= limit) {
            return Optional.empty();
        }
        return Optional.of(
                "limit memory to %d bytes: its programs hold %d bytes that can't be given back, so the kernel would kill one; end something in it first, or force it"
                        .formatted(limit, now.anonBytes()));
    }

    private static long swapRoom(CgroupStats.Memory now) {
        return now.swapLimitBytes().isPresent()
                ? Math.max(0, now.swapLimitBytes().getAsLong() - now.swapBytes())
                : Long.MAX_VALUE;
    }

    /// Where `oom_kill N` stands.
    static Path oomFile(CgroupVersion version, Path directory) {
        return directory.resolve(version == CgroupVersion.V1 ? "memory.oom_control" : "memory.events");
    }

    private static Object orMax(long bytes) {
        return bytes < 0 ? "max" : bytes;
    }

    private static boolean set(OptionalLong value) {
        return value.orElse(0) != 0;
    }
}
