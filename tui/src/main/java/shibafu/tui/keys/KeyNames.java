package shibafu.tui.keys;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of keys: which there are, what to call them on the screen, and what bytes control keys are.
public final class KeyNames {
    /// In a file `#` begins a comment, so the key needs a name.
    private static final String HASH = "hash";

    private static final int MOST_LABELS = 2;
    private static final Pattern HELD = Pattern.compile("((?:ctrl-)?(?:alt-)?(?:shift-)?)(.+)");

    /// Keys with a name, and what the screen calls them.
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("space", "Space"),
            Map.entry("enter", "Enter"),
            Map.entry("esc", "Esc"),
            Map.entry("tab", "Tab"),
            Map.entry("backspace", "Bksp"),
            Map.entry("up", "↑"),
            Map.entry("down", "↓"),
            Map.entry("left", "←"),
            Map.entry("right", "→"),
            Map.entry("home", "Home"),
            Map.entry("end", "End"),
            Map.entry("pgup", "PgUp"),
            Map.entry("pgdn", "PgDn"),
            Map.entry("ins", "Ins"),
            Map.entry("del", "Del"));

    /// Control characters that terminals send for another key.
    private static final Map<String, String> SAME =
            Map.of("i", "tab", "m", "enter", "j", "enter", "[", "esc", "h", "backspace", "@", "ctrl-space");

    private KeyNames() {}

    /// Why no key is called that; empty if one is.
    static Optional<String> problem(String name) {
        Matcher parts = HELD.matcher(name);
        if (name.codePointCount(0, name.length()) == 1 || !parts.matches()) {
            return name.isBlank() ? Optional.of("a key needs a name") : Optional.empty();
        }
        String held = parts.group(1);
        String rest = parts.group(2);
        boolean character = rest.codePointCount(0, rest.length()) == 1;
        if (!character && !NAMED.containsKey(rest) && !rest.matches("f([1-9]|1[0-2])")) {
            return Optional.of("no key is called \"" + name + "\": letters are themselves, others enter, esc, tab, f1, "
                    + "ctrl-x, alt-x, ...");
        }
        if (character && held.contains("shift-")) {
            return Optional.of("no terminal sends " + name + ": write the letter that it types");
        }
        if (character && held.contains("ctrl-")) {
            return SAME.containsKey(rest)
                    ? Optional.of("terminals send " + name + " as " + SAME.get(rest))
                    : control("ctrl-" + rest).isPresent() ? Optional.empty() : Optional.of("no terminal sends " + name);
        }
        return Optional.empty();
    }

    /// The byte that a terminal sends for `ctrl-` and a character.
    public static OptionalInt control(String name) {
        boolean plain = name.startsWith("ctrl-") && name.length() == "ctrl-x".length();
        char last = name.charAt(name.length() - 1);
        boolean control = (last >= 'a' && last <= 'z') || "]\\^_".indexOf(last) >= 0;
        return plain && control ? OptionalInt.of(last & 0x1f) : OptionalInt.empty();
    }

    /// What the screen calls a key: `^]`, `PgUp`, `S-Tab`.
    static String label(String name) {
        Matcher parts = HELD.matcher(name);
        if (name.codePointCount(0, name.length()) == 1 || !parts.matches()) {
            return name;
        }
        String rest = NAMED.getOrDefault(parts.group(2), parts.group(2).toUpperCase(Locale.ROOT));
        boolean controls = parts.group(1).equals("ctrl-");
        return controls && rest.length() == 1
                ? "^" + rest
                : parts.group(1).replace("ctrl-", "C-").replace("alt-", "M-").replace("shift-", "S-")
                        + (rest.length() == 1 ? parts.group(2) : rest);
    }

    static String labels(List<String> names) {
        return String.join(
                " ", names.stream().limit(MOST_LABELS).map(KeyNames::label).toList());
    }

    /// A key's name as a file of keys has it.
    static String inFile(String name) {
        return name.equals("#") ? HASH : name;
    }

    static String ofFile(String name) {
        return name.equals(HASH) ? "#" : name;
    }
}
