package shibafu.tui.once;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import shibafu.tui.draw.Cells;
import shibafu.tui.stats.Figures;
import shibafu.tui.stats.Point;

/// A snapshot as a table for people, without escapes: a title line, then a line a container.
public final class TableText {
    private static final List<String> TITLES =
            List.of("NAME", "STATE", "CPU", "CPU LIMIT", "THR%", "MEMORY", "MEM LIMIT", "PIDS", "OOM", "IMAGE");

    private TableText() {}

    public static String of(Snapshot snapshot) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(TITLES);
        snapshot.entries().forEach(entry -> lines.add(line(entry)));
        int[] widths = new int[TITLES.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Cells.width(line.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                row.append(Cells.padRight(line.get(i), widths[i] + 2));
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        snapshot.entries().forEach(entry -> entry.trace()
                .problem()
                .ifPresent(why ->
                        text.append(entry.row().id()).append(": ").append(why).append('\n')));
        return text.toString();
    }

    private static List<String> line(Snapshot.Entry entry) {
        return List.of(
                entry.row().id(),
                state(entry),
                now(entry, point -> number(point.cores(), Figures::cores)),
                now(entry, point -> Figures.coresLimit(point.coresLimit())),
                now(entry, point -> number(point.throttled(), Figures::percent)),
                now(entry, point -> Figures.bytes(point.memoryBytes())),
                now(entry, point -> Figures.bytesLimit(point.memoryLimitBytes())),
                entry.trace()
                        .last()
                        .map(sample -> sample.pids()
                                + (sample.pidsLimit().isPresent()
                                        ? "/" + sample.pidsLimit().getAsLong()
                                        : ""))
                        .orElse("-"),
                entry.trace()
                        .last()
                        .map(sample -> Long.toString(sample.oomKills()))
                        .orElse("-"),
                entry.row().image());
    }

    private static String state(Snapshot.Entry entry) {
        String word = entry.row().status().word();
        return entry.row().exitCode().isPresent()
                ? word + " " + entry.row().exitCode().getAsInt() + (entry.row().oomKilled() ? " (oom)" : "")
                : word
                        + entry.row()
                                .health()
                                .map(health -> " (" + health.word() + ")")
                                .orElse("");
    }

    /// What a figure of the newest point is.
    private interface Figure {
        String of(Point point);
    }

    /// A number in words.
    private interface Words {
        String of(double number);
    }

    private static String now(Snapshot.Entry entry, Figure figure) {
        return entry.trace().newest().map(figure::of).orElse("-");
    }

    private static String number(OptionalDouble number, Words words) {
        return number.isPresent() ? words.of(number.getAsDouble()) : "-";
    }
}
