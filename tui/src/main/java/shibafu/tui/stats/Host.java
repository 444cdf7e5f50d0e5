package shibafu.tui.stats;

import java.time.ZoneId;

/// What the machine has.
///
/// @param memoryBytes 0 where unknown
/// @param zone that its clock on the wall shows
public record Host(int cpus, long memoryBytes, ZoneId zone) {}
