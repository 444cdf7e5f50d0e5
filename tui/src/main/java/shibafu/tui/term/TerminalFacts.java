package shibafu.tui.term;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import shibafu.tui.draw.Symbols;
import shibafu.tui.theme.ColorDepth;

/// What a terminal can do, judged by its environment alone: nothing is asked of it, so nothing can hang.
///
/// @param dumb whether it cannot move its cursor
/// @param note what was assumed for want of knowledge
public record TerminalFacts(boolean dumb, ColorDepth depth, Symbols symbols, Optional<String> note) {
    private static final List<String> TRUE_COLOR = List.of("kitty", "alacritty", "foot", "ghostty", "wezterm");
    private static final Pattern KNOWN = Pattern.compile(
            "(xterm|rxvt|screen|tmux|linux|vt[0-9]|ansi|cygwin|putty|mintty|konsole|gnome|vte|st|iterm|contour|rio|eterm|"
                    + "kitty|alacritty|foot|ghostty|wezterm|dvtm|nsterm|Apple_Terminal).*|.*(256color|-direct)");
    private static final Pattern CONSOLE = Pattern.compile("/dev/tty[0-9]+");

    public static TerminalFacts of(Map<String, String> environment) {
        return of(environment, "", false, false);
    }

    /// @param device that it is, as far as it is known: the consoles of Linux have few characters and colours
    /// @param forceColor whether `NO_COLOR` counts for nothing
    /// @param forceUtf8 whether the locale counts for nothing
    public static TerminalFacts of(
            Map<String, String> environment, String device, boolean forceColor, boolean forceUtf8) {
        String term = environment.getOrDefault("TERM", "");
        boolean dumb = term.isEmpty() || term.equals("dumb");
        boolean console = term.equals("linux") || CONSOLE.matcher(device).matches();
        Symbols symbols =
                !forceUtf8 && !isUtf8(environment) ? Symbols.ASCII : console ? Symbols.CONSOLE : Symbols.UNICODE;
        Optional<String> note = dumb || KNOWN.matcher(term).matches()
                ? Optional.empty()
                : Optional.of("TERM=" + term + " is not known here: taken for an xterm");
        ColorDepth depth = depth(environment, term, console, forceColor);
        return new TerminalFacts(dumb, depth, symbols, note);
    }

    /// With what the user says of it instead.
    public TerminalFacts with(ColorDepth wanted, boolean ascii) {
        return new TerminalFacts(dumb, wanted, ascii ? Symbols.ASCII : symbols, note);
    }

    private static ColorDepth depth(Map<String, String> environment, String term, boolean console, boolean forceColor) {
        if (!forceColor && (!environment.getOrDefault("NO_COLOR", "").isEmpty() || term.startsWith("vt"))) {
            return ColorDepth.NONE;
        }
        if (console) {
            return ColorDepth.SIXTEEN;
        }
        String colorTerm = environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
        if (colorTerm.equals("truecolor")
                || colorTerm.equals("24bit")
                || term.endsWith("-direct")
                || TRUE_COLOR.stream().anyMatch(term::contains)) {
            return ColorDepth.TRUE;
        }
        boolean many = term.endsWith("256color") || term.startsWith("screen") || term.startsWith("tmux");
        return many ? ColorDepth.INDEXED : ColorDepth.SIXTEEN;
    }

    /// The first of the three that is set and not empty decides, as for every other program.
    private static boolean isUtf8(Map<String, String> environment) {
        for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8");
            }
        }
        return false;
    }
}
