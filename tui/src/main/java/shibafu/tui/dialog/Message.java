package shibafu.tui.dialog;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Something told on the status line, kept for the help.
public record Message(Instant at, boolean bad, String text) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    /// When, on the wall clock of a zone.
    public String clock(ZoneId zone) {
        return CLOCK.format(at.atZone(zone));
    }
}
