package shibafu.tui.stats;

import java.time.Instant;
import shibafu.tui.draw.Lane;

/// Something that happened to a container, in words.
///
/// @param sign how the lane shows it; none for what the counters of a sample tell as well
public record Note(Instant at, Lane.Sign sign, String text) {
    private static final int LONGEST = 100;

    public Note {
        text = text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
