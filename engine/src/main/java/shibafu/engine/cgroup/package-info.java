/// Control groups: what to write so that a container has its limits, what its files say, and how to change them while
/// it runs; version 1, version 2 and the hybrid of both.
///
/// Start at [shibafu.engine.cgroup.CgroupLayout], which finds out what the host has. Its
/// [plan][shibafu.engine.cgroup.CgroupLayout#plan] reads the parents and writes nothing: the result goes into a launch
/// plan, for the stub to carry out. [shibafu.engine.cgroup.Cgroup] is the handle on what stands then.
///
/// A controller is one file here (`MemoryController`, `CpuController`, ...): what it writes for v1 and for v2 and how
/// its statistics are read stand side by side. To add one: that file, a line in `Controller.ALL`, and a fixture.
///
/// May use `spec`; knows nothing of plans, of containers or of state. All is safe to use from any thread.
@NullMarked
package shibafu.engine.cgroup;

import org.jspecify.annotations.NullMarked;
