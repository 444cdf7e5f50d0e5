package shibafu.engine.spec;

import java.util.List;
import java.util.Optional;

/// A share of the cache and of memory bandwidth (the kernel's resctrl).
///
/// @param closId the group; absent: one of the container's own, named after it
/// @param schemata lines such as `L3:0=f;1=f`
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
}
