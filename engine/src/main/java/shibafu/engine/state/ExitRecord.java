package shibafu.engine.state;

import java.time.Instant;

/// How a container ended, as its supervisor wrote it into `exit.json`.
///
/// @param exitCode 0 to 255; 128 + `signal` when a signal ended it
/// @param signal the signal that ended it, 0 if it ended by itself
/// @param oomKilled whether a process of it was killed for want of memory
/// @param oomKills how many were
public record ExitRecord(int exitCode, int signal, Instant finishedAt, boolean oomKilled, long oomKills) {}
