package shibafu.tui.inspect;

import java.util.List;
import java.util.Locale;
import shibafu.engine.service.NamespaceRow;
import shibafu.tui.reader.Content;
import shibafu.tui.reader.Line;
import shibafu.tui.reader.Look;
import shibafu.tui.theme.Role;

/// The namespaces that a container is in: its own, the host's, or another container's.
public record Namespaces(List<NamespaceRow> rows) implements Content {
    private static final String FORMAT = "%-9s %12s  ";

    public Namespaces {
        rows = List.copyOf(rows);
    }

    @Override
    public List<Line> head(Look look) {
        return List.of(Line.of(String.format(Locale.ROOT, FORMAT, "TYPE", "INODE") + "WHOSE, ASKED", Role.TITLE));
    }

    @Override
    public List<Line> lines(Look look) {
        return rows.stream().flatMap(row -> look.lines(line(row)).stream()).toList();
    }

    private static Line line(NamespaceRow row) {
        Line line = Line.of(String.format(Locale.ROOT, FORMAT, row.type(), row.inode()));
        Line whose = row.hosts()
                ? line.and("the host's", Role.WARN)
                : row.sharedWith().isEmpty()
                        ? line.and("its own", Role.OK)
                        : line.and("shared with " + String.join(", ", row.sharedWith()), Role.KEY);
        return whose.and(
                row.asked().isEmpty()
                        ? ", none asked"
                        : row.asked().equals("new") ? ", a new one asked" : ", asked to join " + row.asked(),
                Role.DIM);
    }
}
