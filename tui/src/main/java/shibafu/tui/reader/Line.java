package shibafu.tui.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import shibafu.tui.theme.Role;

/// A line of a text: its parts one after the other, each with what it means.
public record Line(List<Part> parts) {
    /// A piece of a line.
    public record Part(String text, Role role) {}

    public static final Line EMPTY = new Line(List.of());

    public Line {
        parts = List.copyOf(parts);
    }

    public static Line of(String text) {
        return of(text, Role.FG);
    }

    public static Line of(String text, Role role) {
        return new Line(List.of(new Part(text, role)));
    }

    public Line and(String text, Role role) {
        List<Part> more = new ArrayList<>(parts);
        more.add(new Part(text, role));
        return new Line(more);
    }

    public Line and(String text) {
        return and(text, Role.FG);
    }

    /// All of it, as it is searched.
    public String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }
}
