/// Launch plans: what a container's start is made of, as data.
///
/// [PlanCompiler] makes a [Plan] of a request: a flat list of [Op]s, in the order in which they are carried out.
/// Nothing here does I/O, so all of it is tested by golden files, without root. The stub (`engine/src/main/c`)
/// carries a plan out and knows nothing of OCI: what it would have to decide is missing here. Depends on `spec`, and
/// on the plan that `cgroup` makes. Start reading at [PlanCompiler].
///
/// # Sections
///
/// ```
/// Plan    = Parent, [Stage], [Process], [Exit]
/// Parent  = op*                                 the launcher, on the host
/// Stage   = "stage", join*                      a helper of it, which joins namespaces and then makes the process
/// Process = "clone", op*, [Meet], "child", op*  its parent while it waits; then the process itself
/// Meet    = "meet", op*                         its parent, while the process waits in its "wait-meet"
/// Exit    = "exit", op*                         the supervisor, when the process has ended
/// ```
///
/// A process that is brought back (`restore`) is there when its parent's part is over: `Parent, [Exit]`.
///
/// A plan without a process is a control plan: the launcher carries it out by itself.
///
/// # Why this order
///
/// - Cgroups stand, with their limits, before there is a process to be in them; it joins them before anything else, so
///   that nothing it does escapes them.
/// - All namespaces are made by one clone3(2). Those with a path are joined before, by a helper, since the launcher
///   must stay on the host. The time namespace must be made before the first process is in it; the cgroup namespace
///   after the process is in its cgroups, which become its root.
/// - Owners of mounts are mapped by the launcher: the kernel asks for rights over the file system, which a container in
///   a user namespace has not, and maps no mount that anybody has seen.
/// - Id maps and `oom_score_adj` are written by the parent: the child has not the right. It waits until they stand.
/// - The session keyring once its user is the one of the namespace, and before anything could look for a key.
/// - The hostname needs the right that the user is about to lose, like all that follows up to the identity.
/// - Propagation before the root, so that no mount leaks to the host; the root before the mounts in it; devices after
///   the mounts, which would hide them; `pivot_root` after both, while the host's paths can still be bound.
/// - Hooks of the runtime and those of the container's creation when all mounts stand, before `pivot_root`: so they can
/// still add some, by paths of the host: the new root is then at its own path, otherwise over the old one. Hooks of its
/// start run right before the program, as who runs it. - The terminal after `pivot_root`: it comes from the container's
/// own devpts. The working directory is made before the root becomes read-only, which comes when nothing is left to be
/// put in it; so do read-only tmpfs. - Sysctls before the read-only paths, among which `/proc/sys` usually is; masks
/// over everything. Then the root is closed: read-only, and with the propagation that the config asks for; nothing of
/// an unbindable root can be bound. - Resource limits late, as small ones would stand in the way. The bounding set
/// shrinks while there is the right to shrink it, then groups, user, capabilities, no_new_privs: each takes away the
/// right to the one before. - The program is looked up as the user who runs it and before the start, so that "not
/// found" is told by create. - After the end: with no pid namespace the other processes must be killed; OOM kills are
/// read before the cgroup goes.
///
/// # Bytes
///
/// Little-endian, no padding, at most 1 MiB and 1024 operations ([PlanWriter]); `ops.h` has the codes and fields.
///
/// ```
/// Plan    = Header, Op^OpCount
/// Header  = Magic "SHBP", Version u32 = 1, OpCount u32, OpsBytes u32
/// Op      = Code u32, FieldsBytes u32, Field*
/// Field   = u32 | u64 | String | Bytes | Strings | Numbers
/// String  = Length u32 (with the zero), UTF-8, 0
/// Bytes   = Length u32, u8^Length
/// Strings = Count u32, String^Count
/// Numbers = Count u32, u32^Count
/// ```
@NullMarked
package shibafu.engine.plan;

import org.jspecify.annotations.NullMarked;
