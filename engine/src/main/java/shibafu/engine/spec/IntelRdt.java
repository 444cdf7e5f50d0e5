package shibafu.engine.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A share of the cache and of memory bandwidth (the kernel's resctrl).
///
/// @param closId the group; absent: one of the container's own, named after it
/// @param schemata lines such as `L3:0=f;1=f`
/// @param l3CacheSchema one more such line
/// @param memBwSchema and one more, `MB:0=20;1=70`
/// @param enableMonitoring whether a monitoring group is made for the container
public record IntelRdt(
        Optional<String> closId,
        List<String> schemata,
        Optional<String> l3CacheSchema,
        Optional<String> memBwSchema,
        boolean enableMonitoring) {
    public IntelRdt {
        schemata = List.copyOf(schemata);
    }

    /// All lines, in the order in which they are written: what `schemata` says has the last word.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        l3CacheSchema.ifPresent(lines::add);
        memBwSchema.ifPresent(lines::add);
        lines.addAll(schemata);
        return lines;
    }
}
