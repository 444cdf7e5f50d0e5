package shibafu.tui.reader;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import shibafu.tui.theme.Role;

/// What has happened, a line each, with its time in front.
public record EventText(List<String> text) implements Content {
    public EventText {
        text = List.copyOf(text);
    }

    @Override
    public List<Line> lines(Look look) {
        return text.stream()
                .flatMap(line -> look.lines(line(line, look)).stream())
                .toList();
    }

    private static Line line(String text, Look look) {
        int blank = text.indexOf(' ');
        if (blank < 0) {
            return Line.of(text);
        }
        String words = text.substring(blank);
        Role role = words.contains(" oom-kill") ? Role.OOM : Role.FG;
        try {
            return Line.of(look.clock(Instant.parse(text.substring(0, blank))), Role.DIM)
                    .and(words, role);
        } catch (DateTimeParseException e) {
            return Line.of(text); // it has no time of its own
        }
    }
}
