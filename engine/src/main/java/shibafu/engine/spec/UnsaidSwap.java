package shibafu.engine.spec;

import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/// What somebody means who limits memory and says nothing of swap. To OCI the sum of both then stays as it is: without
/// a limit in a new container, which holds none of them to its memory, and below a memory limit that was raised.
public final class UnsaidSwap {
    private static final String FILE = "memory.swap.max";
    private static final long UNLIMITED = -1;

    private UnsaidSwap() {}

    /// A new container has as much swap as memory, as with docker and podman.
    ///
    /// @param counted whether the kernel counts swap, asked only where it matters; else there is nothing to limit
    public static Resources ofNew(Resources asked, BooleanSupplier counted) {
        Resources.Memory memory = asked.memory();
        long limit = memory.limitBytes().orElse(0);
        boolean said = isSet(memory.swapBytes()) || asked.unified().containsKey(FILE);
        if (limit <= 0 || said || !counted.getAsBoolean()) {
            return asked;
        }
        return asked.withMemory(memory.withSwap(limit > Long.MAX_VALUE / 2 ? UNLIMITED : 2 * limit));
    }

    /// A container whose memory is changed keeps its swap, so that the sum moves with the memory; without a limit on
    /// memory there can be none on the sum.
    ///
    /// @param held its limits so far
    public static Resources ofChange(Resources change, Resources held) {
        Resources.Memory memory = change.memory();
        long limit = memory.limitBytes().orElse(0);
        long before = held.memory().limitBytes().orElse(0);
        long sum = held.memory().swapBytes().orElse(0);
        if (limit == 0 || isSet(memory.swapBytes()) || before <= 0 || sum < before) {
            return change;
        }
        Resources changed = change.withMemory(memory.withSwap(limit < 0 ? UNLIMITED : limit + sum - before));
        String file = held.unified().get(FILE);
        // The file by its own name was said later than the sum, or it would not be there.
        return file == null || change.unified().containsKey(FILE)
                ? changed
                : changed.withUnified(Resources.both(change.unified(), Map.of(FILE, file)));
    }

    private static boolean isSet(OptionalLong bytes) {
        return bytes.orElse(0) != 0;
    }
}
