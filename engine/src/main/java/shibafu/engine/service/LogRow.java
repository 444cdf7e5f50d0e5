package shibafu.engine.service;

import java.time.Instant;

/// A line that a container has written.
///
/// @param at when
/// @param standardError which of its two streams it came by
public record LogRow(Instant at, boolean standardError, String text) {}
