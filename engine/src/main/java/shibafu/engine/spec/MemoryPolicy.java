package shibafu.engine.spec;

import java.util.List;
import java.util.Optional;

/// Where memory comes from, as for set_mempolicy(2).
///
/// @param mode `MPOL_...`
/// @param nodes a list such as `0-3,7`
/// @param flags `MPOL_F_...`
public record MemoryPolicy(String mode, Optional<String> nodes, List<String> flags) {
    public MemoryPolicy {
        flags = List.copyOf(flags);
    }
}
