package shibafu.engine.plan;

import java.util.List;

/// Operations in the order in which they are carried out; the package page tells the sections.
///
/// @param warnings what of the request has no effect on this host, for the log: OCI wants no error for it
public record Plan(List<Op> ops, List<String> warnings) {
    public Plan {
        ops = List.copyOf(ops);
        warnings = List.copyOf(warnings);
    }

    /// A plan that does all it was asked for.
    public Plan(List<Op> ops) {
        this(ops, List.of());
    }
}
