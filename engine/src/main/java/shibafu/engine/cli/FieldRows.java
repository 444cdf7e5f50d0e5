package shibafu.engine.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Docker's `--format` for lists: `json`, a [FieldText] a row, or after the word `table` one with a header and columns.
final class FieldRows {
    private static final String TABLE = "table ";
    private static final Pattern FIELD = Pattern.compile("\\.([A-Za-z0-9]+)");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final Map<String, String> HEADERS =
            Map.of("ID", "CONTAINER ID", "RunningFor", "CREATED", "CreatedAt", "CREATED AT", "ExitCode", "EXIT CODE");

    private FieldRows() {}

    static String text(String format, List<? extends JsonNode> rows) {
        if (format.equals("json")) {
            return Table.json(rows);
        }
        if (!format.equals("table") && !format.startsWith(TABLE)) {
            FieldText text = FieldText.parse(format);
            StringBuilder lines = new StringBuilder();
            rows.forEach(row -> lines.append(text.of(row)).append('\n'));
            return lines.toString();
        }
        String columns =
                format.substring(Math.min(format.length(), TABLE.length())).replace("\\t", "\t");
        List<String> cells = List.of(columns.split("\t", -1));
        Table table = new Table(cells.stream().map(FieldRows::header).toArray(String[]::new));
        List<FieldText> texts = cells.stream().map(FieldText::parse).toList();
        rows.forEach(row -> table.row(texts.stream().map(text -> text.of(row)).toArray(String[]::new)));
        return table.text();
    }

    private static String header(String cell) {
        Matcher field = FIELD.matcher(cell);
        if (!field.find()) {
            return cell;
        }
        String name = field.group(1);
        return HEADERS.getOrDefault(name, HUMP.matcher(name).replaceAll(" ").toUpperCase(java.util.Locale.ROOT));
    }
}
