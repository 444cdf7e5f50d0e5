package shibafu.tui.reader;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Symbols;
import shibafu.tui.theme.Role;

/// How a text is to be laid out.
///
/// @param width columns of a line
/// @param now what ages are counted from
public record Look(int width, Options options, Instant now, ZoneId zone, Symbols symbols) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    /// A time of day.
    public String clock(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    /// One line, or several if it is too long and long ones are to be wrapped.
    public List<Line> lines(Line line) {
        return options.wrap() && Cells.width(line.text()) > width
                ? Wrapping.of(line, Math.max(1, width))
                : List.of(line);
    }

    /// A sentence in as many lines as it needs.
    public List<Line> sentence(String text, Role role) {
        return Cells.wrap(text, Math.max(10, width - 1)).stream()
                .map(part -> Line.of(part, role))
                .toList();
    }
}
