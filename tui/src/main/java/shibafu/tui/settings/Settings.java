package shibafu.tui.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a user has set for good: a line `key = value` for each, `#` before comments. Data only; what is on the command
/// line wins over it.
///
/// @param values by key; each was checked
/// @param problems a line each, with file and line; what is wrong is left out
public record Settings(Map<String, String> values, List<String> problems) {
    public static final Settings NONE = new Settings(Map.of(), List.of());

    /// Every key, what its value must look like, and how to say so.
    private static final Map<String, Rule> RULES = rules();

    public Settings {
        values = Map.copyOf(values);
        problems = List.copyOf(problems);
    }

    private record Rule(Pattern value, String words) {}

    private static Map<String, Rule> rules() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        rules.put("theme", new Rule(Pattern.compile("[\\w.-]{1,64}"), "the name of a theme, or auto"));
        rules.put("interval", new Rule(Pattern.compile("[0-9]{1,2}(\\.[0-9]{1,3})?"), "seconds, 0.1 to 60"));
        rules.put(
                "color",
                new Rule(
                        Pattern.compile("auto|always|never|16|256|truecolor"),
                        "auto, always, never, 16, 256 or truecolor"));
        rules.put("mouse", new Rule(Pattern.compile("on|off"), "on or off"));
        rules.put("ascii", new Rule(Pattern.compile("on|off"), "on or off"));
        rules.put("utf8", new Rule(Pattern.compile("on|off"), "on or off"));
        rules.put("sync", new Rule(Pattern.compile("on|off"), "on or off"));
        return rules;
    }

    /// @param file its name, for problems
    public static Settings read(String file, String text) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            String statement = line.replaceFirst("#.*", "").strip();
            if (!statement.isEmpty()) {
                String where = file + ":" + number + ": ";
                problem(statement, values).ifPresent(why -> problems.add(where + why));
            }
        }
        return new Settings(values, problems);
    }

    private static Optional<String> problem(String statement, Map<String, String> values) {
        int equals = statement.indexOf('=');
        if (equals < 0) {
            return Optional.of("not of the form key = value");
        }
        String key = statement.substring(0, equals).strip();
        String value = statement.substring(equals + 1).strip();
        Rule rule = RULES.get(key);
        if (rule == null) {
            return Optional.of("no setting is called that: there are " + String.join(", ", RULES.keySet()));
        }
        if (!rule.value().matcher(value).matches()) {
            return Optional.of(key + " takes " + rule.words());
        }
        return values.putIfAbsent(key, value) == null ? Optional.empty() : Optional.of(key + " is set above already");
    }

    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// Whether something is set to `on`.
    public boolean on(String key) {
        return value(key).equals(Optional.of("on"));
    }
}
