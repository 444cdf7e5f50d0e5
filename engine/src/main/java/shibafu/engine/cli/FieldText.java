package shibafu.engine.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shibafu.engine.ShibafuException;

/// A text with fields of an object in it, in the form that docker's `--format` has for them: `{{.State.Pid}}`, or
/// `{{json .Config}}`. Of Go's templates that is all.
record FieldText(List<Part> parts) {
    private static final Pattern FIELD = Pattern.compile("\\{\\{\\s*(json\\s+)?((?:\\.[A-Za-z0-9_]+)+|\\.)\\s*}}");

    FieldText {
        parts = List.copyOf(parts);
    }

    /// @param path steps down from the object; none for a literal
    /// @param json whether to print it as JSON
    record Part(String literal, List<String> path, boolean field, boolean json) {
        Part {
            path = List.copyOf(path);
        }
    }

    /// @throws ShibafuException if it asks for more than fields
    static FieldText parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = FIELD.matcher(text);
        int from = 0;
        while (matcher.find()) {
            parts.add(literal(text.substring(from, matcher.start())));
            List<String> path = Pattern.compile("\\.")
                    .splitAsStream(matcher.group(2))
                    .filter(step -> !step.isEmpty())
                    .toList();
            parts.add(new Part("", path, true, matcher.group(1) != null));
            from = matcher.end();
        }
        parts.add(literal(text.substring(from)));
        return new FieldText(parts);
    }

    private static Part literal(String text) {
        if (text.contains("{{")) {
            throw new ShibafuException("invalid format: only fields are known, such as {{.Id}} and {{json .Config}}: "
                    + text.substring(text.indexOf("{{")));
        }
        return new Part(text.replace("\\t", "\t").replace("\\n", "\n"), List.of(), false, false);
    }

    /// @throws ShibafuException if the object has no such field
    String of(JsonNode object) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.field ? value(object, part) : part.literal);
        }
        return text.toString();
    }

    private static String value(JsonNode object, Part part) {
        if (!part.path.isEmpty() && !object.has(part.path.getFirst())) {
            throw new ShibafuException("no such field: ." + String.join(".", part.path));
        }
        JsonNode found = object;
        for (String step : part.path) {
            found = found.path(step);
        }
        return part.json ? found.isMissingNode() ? "null" : found.toString() : text(found);
    }

    /// As Go prints values.
    private static String text(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream().map(FieldText::text).collect(Collectors.joining(" ", "[", "]"));
        }
        if (node.isObject()) {
            return node.propertyStream()
                    .map(field -> field.getKey() + ":" + text(field.getValue()))
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        return node.isMissingNode() || node.isNull() ? "" : node.asText();
    }
}
