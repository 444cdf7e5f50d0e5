package shibafu.tui.keys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads a file of keys: a line `table.action = key key` for each action that shall have other keys, `#` before
/// comments. With a single mistake in it nothing of the file holds: half a keymap would surprise more.
public final class KeymapReader {
    private final String file;
    private final Map<String, KeyTable<?>> tables = new LinkedHashMap<>();
    private final List<List<KeyTable<?>>> together;
    private final Map<String, List<String>> changed = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /// @param problems a line each, with file and line; if there are any, the keymap is the built-in one
    public record Result(Keymap keymap, List<String> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    private KeymapReader(String file, List<KeyTable<?>> tables, List<List<KeyTable<?>>> together) {
        this.file = file;
        this.together = together;
        tables.forEach(table -> this.tables.putIfAbsent(table.name(), table));
    }

    /// @param file its name, for problems
    /// @param tables every table
    /// @param together tables that have the keys at the same time: no key may stand in two of those
    public static Result read(String file, String text, List<KeyTable<?>> tables, List<List<KeyTable<?>>> together) {
        KeymapReader reader = new KeymapReader(file, tables, together);
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            String statement = line.replaceFirst("#.*", "").strip();
            if (!statement.isEmpty()) {
                reader.statement(number, statement);
            }
        }
        reader.clashes();
        return reader.problems.isEmpty()
                ? new Result(new Keymap(reader.changed), List.of())
                : new Result(Keymap.BUILT_IN, reader.problems);
    }

    private void statement(int number, String statement) {
        String[] sides = statement.split("=", 2);
        String name = sides[0].strip();
        int dot = name.indexOf('.');
        if (sides.length < 2 || dot < 0) {
            problem(number, "\"" + statement + "\" is not of the form table.action = key key");
            return;
        }
        KeyTable<?> table = tables.get(name.substring(0, dot));
        if (table == null) {
            problem(
                    number,
                    "no table is called \"" + name.substring(0, dot) + "\": there are "
                            + String.join(", ", tables.keySet()));
        } else if (table.bindings().stream().noneMatch(binding -> binding.name().equals(name.substring(dot + 1)))) {
            problem(
                    number,
                    table.name() + " has no action \"" + name.substring(dot + 1) + "\": --print-keys tells all");
        } else if (lines.containsKey(name)) {
            problem(number, name + " has its keys in line " + lines.get(name) + " already");
        } else {
            keys(number, name, table, sides[1].strip());
        }
    }

    private void keys(int number, String name, KeyTable<?> table, String text) {
        List<String> keys = text.isEmpty()
                ? List.of()
                : List.of(text.split("\\s+")).stream()
                        .map(KeyNames::ofFile)
                        .distinct()
                        .toList();
        for (String key : keys) {
            Optional<String> why = KeyNames.problem(key);
            if (why.isPresent()) {
                problem(number, why.get());
                return;
            }
            if (table.types() && (key.codePointCount(0, key.length()) == 1 || key.equals("space"))) {
                problem(number, name + " can't be " + key + ": that types there");
                return;
            }
        }
        if (name.equals("shell.leave")
                && (keys.size() != 1 || KeyNames.control(keys.getFirst()).isEmpty())) {
            problem(number, "shell.leave takes one control key, such as ctrl-]: all others are the shell's");
            return;
        }
        changed.put(name, keys);
        lines.put(name, number);
    }

    /// Each pair of actions on one key is told once, in the line that stands last.
    private void clashes() {
        tables.values().forEach(table -> clashes(List.of(table)));
        together.forEach(this::clashes);
    }

    private void clashes(List<KeyTable<?>> scope) {
        Map<String, String> owners = new HashMap<>();
        for (KeyTable<?> table : scope) {
            for (Binding<?> binding : table.bindings()) {
                String name = table.name() + "." + binding.name();
                for (String key : changed.getOrDefault(name, binding.keys())) {
                    String owner = Objects.requireNonNullElse(owners.put(key, name), name);
                    if (!owner.equals(name)) {
                        clash(key, owner, name);
                    }
                }
            }
        }
    }

    private void clash(String key, String one, String other) {
        boolean oneIsLater = lines.getOrDefault(one, 0) > lines.getOrDefault(other, 0);
        String last = oneIsLater ? one : other;
        String first = oneIsLater ? other : one;
        String where = lines.containsKey(first)
                ? "to " + first + " in line " + lines.get(first)
                : "to " + first + " by default: give that another key, or none (" + first + " =)";
        String words = KeyNames.inFile(key) + " is bound to " + last + " here and " + where;
        String whole = place(lines.getOrDefault(last, 0)) + words;
        if (!problems.contains(whole)) {
            problems.add(whole);
        }
    }

    private void problem(int line, String what) {
        problems.add(place(line) + what);
    }

    private String place(int line) {
        return file + ":" + line + ": ";
    }
}
