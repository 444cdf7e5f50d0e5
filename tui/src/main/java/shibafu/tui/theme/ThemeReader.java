package shibafu.tui.theme;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads the text of a theme file.
///
/// ```
/// file    = { line }
/// line    = [ key "=" value ] [ " # " comment ]     a line that starts with # is a comment too
/// key     = "appearance" | "palette." NAME | ROLE | ROLE ".16"
/// value   = { COLOUR | ATTRIBUTE }                  one to three colours: a gradient from low to high
/// COLOUR  = "#rrggbb" | 0-255 | "red" | "bright-red" | ... | "default" | NAME of the palette
/// ATTRIBUTE = "bold" | "reverse" | "underline" | "italic"
/// ```
///
/// A line that cannot be understood is told and left out: a theme is never a reason not to start.
public final class ThemeReader {
    private final String file;
    private final Map<String, Color> palette = new HashMap<>();
    private final Map<Role, Paint> paints = new EnumMap<>(Role.class);
    private final Map<Role, Paint> sixteen = new EnumMap<>(Role.class);
    private final List<String> problems = new ArrayList<>();

    private ThemeReader(String file) {
        this.file = file;
    }

    /// A theme, and what was wrong with its file: each problem starts with `file:line: `.
    public record Result(Theme theme, List<String> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    /// @param name what to call the theme
    /// @param file what to call the file in problems
    public static Result read(String name, String file, String text) {
        ThemeReader reader = new ThemeReader(file);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            reader.line(i + 1, lines.get(i));
        }
        return new Result(new Theme(name, reader.paints, reader.sixteen), reader.problems);
    }

    private void line(int number, String line) {
        String text = withoutComment(line);
        if (text.isEmpty()) {
            return;
        }
        int equals = text.indexOf('=');
        if (equals < 0) {
            problems.add(file + ":" + number + ": no \"=\" in \"" + text + "\"");
            return;
        }
        try {
            entry(text.substring(0, equals).strip().toLowerCase(Locale.ROOT), text.substring(equals + 1));
        } catch (IllegalArgumentException e) {
            problems.add(file + ":" + number + ": " + e.getMessage());
        }
    }

    private void entry(String key, String value) {
        if (key.equals("appearance")) {
            return;
        }
        if (key.startsWith("palette.")) {
            palette.put(
                    key.substring("palette.".length()),
                    PaintText.color(value.strip().toLowerCase(Locale.ROOT)));
            return;
        }
        boolean hand = key.endsWith(".16");
        Role role = role(hand ? key.substring(0, key.length() - ".16".length()) : key);
        (hand ? sixteen : paints).put(role, PaintText.parse(value, palette));
    }

    private static Role role(String key) {
        for (Role role : Role.values()) {
            if (role.key().equals(key)) {
                return role;
            }
        }
        throw new IllegalArgumentException("no role \"" + key + "\"");
    }

    /// A `#` starts a comment where it is followed by a space or ends the line: `#bf616a` is a colour.
    private static String withoutComment(String line) {
        String text = line.strip();
        if (text.startsWith("#")) {
            return "";
        }
        int comment = (text + " ").indexOf(" # ");
        return comment < 0 ? text : text.substring(0, comment).strip();
    }
}
