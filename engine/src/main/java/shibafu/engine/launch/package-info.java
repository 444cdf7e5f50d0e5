/// Has plans carried out, and turns what comes back into words.
///
/// A [shibafu.engine.launch.FrontSession] talks with one front (the C stub) over a stream: the front that a person
/// started, which booted this JVM and waits on its standard input, or one that [shibafu.engine.launch.StubLaunchers]
/// spawned from a running program. Both speak the same frames: `u32 type, u32 length, payload`, little-endian.
///
/// ```
/// front  → engine   1 REQUEST   3 REPORT   4 OUTCOME   6 EXITED
/// engine → front   16 PRINT   17 EXECUTE   18 EXIT   19 FOLLOW
/// ```
///
/// Depends on `plan` alone. A session belongs to one thread at a time. Start reading at `FrontSession`.
@NullMarked
package shibafu.engine.launch;

import org.jspecify.annotations.NullMarked;
