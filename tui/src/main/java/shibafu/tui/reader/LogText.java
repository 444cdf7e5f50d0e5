package shibafu.tui.reader;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shibafu.engine.service.LogRow;
import shibafu.tui.theme.Role;

/// What a container has written.
public record LogText(List<LogRow> rows) implements Content {
    public LogText {
        rows = List.copyOf(rows);
    }

    @Override
    public List<Line> lines(Look look) {
        Optional<Instant> from = look.options().since().time().map(look.now()::minus);
        return rows.stream()
                .filter(row -> from.isEmpty() || !row.at().isBefore(from.get()))
                .flatMap(row -> look.lines(line(row, look)).stream())
                .toList();
    }

    private static Line line(LogRow row, Look look) {
        return look.options().times()
                ? Line.of(look.clock(row.at()) + (row.standardError() ? " err " : " out "), Role.DIM)
                        .and(row.text())
                : Line.of(row.text());
    }
}
