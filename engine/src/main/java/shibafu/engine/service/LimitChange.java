package shibafu.engine.service;

import java.util.OptionalLong;

/// Limits to set; an absent one stays as it is, `-1` takes a limit away.
///
/// @param quotaMicros CPU time in each period of `periodMicros` (100,000 where absent)
public record LimitChange(
        OptionalLong memoryBytes, OptionalLong quotaMicros, OptionalLong periodMicros, OptionalLong pids) {
    public static final LimitChange NONE =
            new LimitChange(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
}
