package shibafu.tui.form;

import java.util.Optional;
import java.util.OptionalLong;

/// What came of reading an amount.
///
/// @param value [#UNLIMITED] for `max`; empty for a field left empty, or one that holds no amount
/// @param problem why it is no amount
public record Amount(OptionalLong value, Optional<String> problem) {
    /// Takes a limit away.
    public static final long UNLIMITED = -1;

    static final Amount NONE = new Amount(OptionalLong.empty(), Optional.empty());

    static Amount of(long value) {
        return new Amount(OptionalLong.of(value), Optional.empty());
    }

    static Amount wrong(String problem) {
        return new Amount(OptionalLong.empty(), Optional.of(problem));
    }
}
