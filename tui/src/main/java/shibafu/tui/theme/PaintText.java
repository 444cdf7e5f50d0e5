package shibafu.tui.theme;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A paint as a theme file writes it: colours and attributes in any order, such as `bright-red bold`.
final class PaintText {
    private static final List<String> ANSI =
            List.of("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white");

    private PaintText() {}

    static Paint parse(String text) {
        return parse(text, Map.of());
    }

    /// @throws IllegalArgumentException naming the word that is neither
    static Paint parse(String text, Map<String, Color> palette) {
        List<Color> stops = new ArrayList<>();
        Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
        for (String word : text.strip().split("\\s+", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            String name = word.toLowerCase(Locale.ROOT);
            Color known = palette.get(name);
            if (known != null) {
                stops.add(known);
            } else if (isAttribute(name)) {
                attributes.add(Attribute.valueOf(name.toUpperCase(Locale.ROOT)));
            } else {
                stops.add(color(name));
            }
        }
        return new Paint(stops.isEmpty() ? List.of(Color.DEFAULT) : stops, attributes);
    }

    private static boolean isAttribute(String name) {
        return List.of("bold", "reverse", "underline", "italic").contains(name);
    }

    static Color color(String name) {
        if (name.equals("default")) {
            return Color.DEFAULT;
        }
        boolean bright = name.startsWith("bright-");
        int ansi = ANSI.indexOf(bright ? name.substring("bright-".length()) : name);
        if (ansi >= 0) {
            return new Color.Ansi(bright ? ansi + 8 : ansi);
        }
        if (name.matches("#[0-9a-f]{6}")) {
            int rgb = Integer.parseInt(name.substring(1), 16);
            return new Color.Rgb(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
        }
        if (name.matches("[0-9]{1,3}") && Integer.parseInt(name) < 256) {
            return new Color.Indexed(Integer.parseInt(name));
        }
        throw new IllegalArgumentException("no colour \"" + name + "\"");
    }
}
