package shibafu.engine.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where memory comes from, as for set_mempolicy(2).
///
/// @param mode one of `MODES`
/// @param nodes a list such as `0-3,7`
/// @param flags of `FLAGS`
public record MemoryPolicy(String mode, Optional<String> nodes, List<String> flags) {
    /// The kernel's numbers (`linux/mempolicy.h`).
    public static final Map<String, Integer> MODES = Map.of(
            "MPOL_DEFAULT", 0,
            "MPOL_PREFERRED", 1,
            "MPOL_BIND", 2,
            "MPOL_INTERLEAVE", 3,
            "MPOL_LOCAL", 4,
            "MPOL_PREFERRED_MANY", 5,
            "MPOL_WEIGHTED_INTERLEAVE", 6);

    /// The kernel's bits, which are given together with the mode.
    public static final Map<String, Integer> FLAGS = Map.of(
            "MPOL_F_NUMA_BALANCING", 1 << 13,
            "MPOL_F_RELATIVE_NODES", 1 << 14,
            "MPOL_F_STATIC_NODES", 1 << 15);

    public MemoryPolicy {
        flags = List.copyOf(flags);
    }
}
