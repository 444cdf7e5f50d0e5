package shibafu.tui.inspect;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.service.LimitRow;
import shibafu.tui.draw.Cells;
import shibafu.tui.reader.Content;
import shibafu.tui.reader.Line;
import shibafu.tui.reader.Look;
import shibafu.tui.theme.Role;

/// What was written to the files of a cgroup, beside what they say now.
public record AppliedLimits(List<LimitRow> rows) implements Content {
    private static final int VALUE = 22;

    public AppliedLimits {
        rows = List.copyOf(rows);
    }

    @Override
    public List<Line> head(Look look) {
        long other = rows.stream().filter(row -> !row.agrees()).count();
        String names = Cells.padRight("FILE", name(look)) + Cells.padRight("APPLIED", VALUE) + "ASKED";
        return rows.isEmpty()
                ? List.of(Line.of("no limit was asked for", Role.DIM))
                : List.of(
                        Line.of(
                                other == 0
                                        ? "the kernel applies all that was asked for"
                                        : other + " of " + rows.size() + " files say something else than was written",
                                other == 0 ? Role.OK : Role.WARN),
                        Line.of(names, Role.TITLE));
    }

    @Override
    public List<Line> lines(Look look) {
        List<Line> lines = new ArrayList<>();
        for (LimitRow row : rows) {
            String file = look.options().wrap()
                    ? row.file()
                    : row.file().substring(row.file().lastIndexOf('/') + 1);
            lines.addAll(look.lines(Line.of(Cells.padRight(file, name(look)))
                    .and(value(row.applied(), look), row.agrees() ? Role.OK : Role.WARN)
                    .and(row.agrees() ? "the same" : flat(row.asked()), row.agrees() ? Role.DIM : Role.FG)));
        }
        return lines;
    }

    private static int name(Look look) {
        return Math.max(26, look.width() / 3);
    }

    private static String value(String text, Look look) {
        String shown = text.isEmpty() ? "not readable" : flat(text);
        return Cells.padRight(Cells.cut(shown, VALUE - 1, look.symbols()), VALUE);
    }

    private static String flat(String text) {
        return text.replace("\n", "; ");
    }
}
