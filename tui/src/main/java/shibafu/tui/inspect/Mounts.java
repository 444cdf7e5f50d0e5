package shibafu.tui.inspect;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.service.MountRow;
import shibafu.engine.service.MountRow.Origin;
import shibafu.tui.draw.Cells;
import shibafu.tui.reader.Content;
import shibafu.tui.reader.Line;
import shibafu.tui.reader.Look;
import shibafu.tui.theme.Role;

/// What is mounted, beside what was to be.
public record Mounts(List<MountRow> rows) implements Content {
    private static final int WHY = 8;
    private static final int TYPE = 8;

    public Mounts {
        rows = List.copyOf(rows);
    }

    @Override
    public List<Line> head(Look look) {
        long missing =
                rows.stream().filter(row -> row.origin() == Origin.MISSING).count();
        long beside =
                rows.stream().filter(row -> row.origin() == Origin.BESIDES).count();
        String names = Cells.padRight("WHY", WHY) + Cells.padRight("TYPE", TYPE)
                + Cells.padRight("TARGET", target(look)) + "SOURCE, OPTIONS";
        String told = missing > 0 ? missing + " of those asked for are not there" : "all that were asked for are there";
        return List.of(
                Line.of(rows.size() - missing + " mounts; " + told, missing > 0 ? Role.ERROR : Role.OK)
                        .and(beside > 0 ? ", " + beside + " besides" : "", Role.DIM),
                Line.of(names, Role.TITLE));
    }

    @Override
    public List<Line> lines(Look look) {
        List<Line> lines = new ArrayList<>();
        for (MountRow row : rows) {
            Line line = Line.of(Cells.padRight(word(row.origin()), WHY), role(row.origin()))
                    .and(Cells.padRight(Cells.cut(row.type(), TYPE - 1, look.symbols()), TYPE), Role.DIM)
                    .and(Cells.padRight(row.target(), target(look)))
                    .and(" " + row.source() + " ", Role.DIM)
                    .and(row.options(), Role.DIM);
            lines.addAll(look.lines(line));
        }
        return lines;
    }

    private int target(Look look) {
        int longest =
                rows.stream().mapToInt(row -> Cells.width(row.target())).max().orElse(0);
        return Math.min(longest + 1, Math.max(20, look.width() / 3));
    }

    private static String word(Origin origin) {
        return switch (origin) {
            case ROOT -> "root";
            case ASKED -> "asked";
            case MASK -> "mask";
            case BESIDES -> "besides";
            case MISSING -> "MISSING";
        };
    }

    private static Role role(Origin origin) {
        return switch (origin) {
            case ROOT, ASKED -> Role.OK;
            case MASK -> Role.DIM;
            case BESIDES -> Role.WARN;
            case MISSING -> Role.ERROR;
        };
    }
}
