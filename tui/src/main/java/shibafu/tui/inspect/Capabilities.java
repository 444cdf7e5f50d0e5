package shibafu.tui.inspect;

import java.util.List;
import java.util.Locale;
import shibafu.engine.service.CapabilityRow;
import shibafu.engine.service.CapabilityRow.Sets;
import shibafu.tui.reader.Content;
import shibafu.tui.reader.Line;
import shibafu.tui.reader.Look;
import shibafu.tui.theme.Role;

/// The capabilities of a container's first process; those that it has stand first.
public record Capabilities(List<CapabilityRow> rows) implements Content {
    private static final int NAME = 24;

    public Capabilities {
        rows = List.copyOf(rows);
    }

    @Override
    public List<Line> head(Look look) {
        long held = rows.stream().filter(row -> row.held().effective()).count();
        long other =
                rows.stream().filter(row -> !row.held().equals(row.asked())).count();
        return List.of(
                Line.of(held + " of " + rows.size() + " are effective; ", Role.OK)
                        .and(other == 0 ? "all as asked" : other + " not as asked", other == 0 ? Role.OK : Role.ERROR)
                        .and("   effective permitted inheritable bounding ambient", Role.DIM),
                Line.of(String.format(Locale.ROOT, "%-" + NAME + "s e p i b a   ASKED", "CAPABILITY"), Role.TITLE));
    }

    @Override
    public List<Line> lines(Look look) {
        return rows.stream()
                .sorted((one, other) ->
                        Boolean.compare(other.held().any(), one.held().any()))
                .map(Capabilities::line)
                .toList();
    }

    private static Line line(CapabilityRow row) {
        boolean agrees = row.held().equals(row.asked());
        Role role = row.held().any() ? Role.FG : Role.DIM;
        return Line.of(String.format(Locale.ROOT, "%-" + NAME + "s ", row.name()), role)
                .and(marks(row.held()), row.held().any() ? Role.OK : Role.DIM)
                .and("   " + (agrees ? "the same" : marks(row.asked())), agrees ? Role.DIM : Role.ERROR);
    }

    private static String marks(Sets sets) {
        return mark(sets.effective(), "e")
                + mark(sets.permitted(), "p")
                + mark(sets.inheritable(), "i")
                + mark(sets.bounding(), "b")
                + (sets.ambient() ? "a" : "-");
    }

    private static String mark(boolean in, String letter) {
        return (in ? letter : "-") + " ";
    }
}
