package shibafu.tui.term;

import com.googlecode.lanterna.SGR;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import shibafu.pty.vt.Style;
import shibafu.tui.theme.Color;
import shibafu.tui.theme.ColorDepth;
import shibafu.tui.theme.Theme;

/// What a shell's cell wears, brought down to what the terminal has.
final class ShellPaint {
    private static final int SIXTEEN = 16;

    private ShellPaint() {}

    /// @param color as in [Style]
    /// @return empty for the theme's own, and where there are no colours
    static Optional<Color> color(int color, ColorDepth depth) {
        if (color == Style.DEFAULT || depth == ColorDepth.NONE) {
            return Optional.empty();
        }
        int value = Style.value(color);
        if (Style.isIndexed(color) && value < SIXTEEN) {
            return Optional.of(new Color.Ansi(value));
        }
        if (depth == ColorDepth.SIXTEEN) {
            return Optional.of(
                    Theme.nearestOfSixteen(Style.isIndexed(color) ? Theme.rgb(new Color.Indexed(value)) : rgb(value)));
        }
        return Optional.of(Style.isIndexed(color) ? new Color.Indexed(value) : Theme.fit(rgb(value), depth));
    }

    private static Color.Rgb rgb(int value) {
        return new Color.Rgb(value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff);
    }

    /// Lanterna knows no dim, and one kind of underline.
    static Set<SGR> attributes(long style) {
        EnumSet<SGR> attributes = EnumSet.noneOf(SGR.class);
        add(attributes, SGR.BOLD, Style.has(style, Style.BOLD));
        add(attributes, SGR.ITALIC, Style.has(style, Style.ITALIC));
        add(attributes, SGR.BLINK, Style.has(style, Style.BLINK));
        add(attributes, SGR.REVERSE, Style.has(style, Style.INVERSE));
        add(attributes, SGR.CROSSED_OUT, Style.has(style, Style.STRUCK));
        add(attributes, SGR.UNDERLINE, Style.underline(style) != 0);
        return attributes;
    }

    private static void add(Set<SGR> attributes, SGR attribute, boolean on) {
        if (on) {
            attributes.add(attribute);
        }
    }
}
