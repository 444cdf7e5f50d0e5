package shibafu.tui.term;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import shibafu.tui.draw.Symbols;
import shibafu.tui.theme.ColorDepth;

/// What a terminal can do, judged by its environment alone: nothing is asked of it, so nothing can hang.
///
/// @param dumb whether it cannot move its cursor
public record TerminalFacts(boolean dumb, ColorDepth depth, Symbols symbols) {
    private static final List<String> TRUE_COLOR = List.of("kitty", "alacritty", "foot", "ghostty", "wezterm");

    public static TerminalFacts of(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "");
        boolean console = term.equals("linux");
        Symbols symbols = !isUtf8(environment) ? Symbols.ASCII : console ? Symbols.CONSOLE : Symbols.UNICODE;
        return new TerminalFacts(term.isEmpty() || term.equals("dumb"), depth(environment, term), symbols);
    }

    /// With what the user says of it instead.
    public TerminalFacts with(ColorDepth wanted, boolean ascii) {
        return new TerminalFacts(dumb, wanted, ascii ? Symbols.ASCII : symbols);
    }

    private static ColorDepth depth(Map<String, String> environment, String term) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || term.startsWith("vt")) {
            return ColorDepth.NONE;
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
