package shibafu.engine.plan;

/// One operation of a launch plan: data only. `PlanWriter` says how it goes over the wire, `PlanText` how it reads,
/// `engine/src/main/c` how it is done. The order of a plan and its sections are told in the package page.
///
/// Paths called `path` or `source` are the host's; paths called `destination` lie inside the new root and are walked
/// by descriptor (`openat2`, `RESOLVE_IN_ROOT`), so that a hostile image cannot lead them out of it.
public sealed interface Op permits SectionOp, HostOp, TreeOp, ProcessOp, ControlOp {}
