package shibafu.pty.vt;

/// Answers to what programs ask: what terminal this is, where the cursor is, which modes are on.
final class Reports {
    private static final String DCS = "\033P";
    private static final String ST = "\033\\";

    private Reports() {}

    /// A terminal of the VT220's level with colours: what `xterm-256color` promises.
    static String primary() {
        return "\033[?62;22c";
    }

    static String secondary() {
        return "\033[>41;354;0c";
    }

    /// DSR.
    ///
    /// @return empty for a question that has no answer here
    static String status(Grid grid, Modes modes, int marker, int what) {
        String row = (grid.y + 1 - (modes.origin ? grid.top : 0)) + ";" + (grid.x + 1);
        if (what == 5 && marker == 0) {
            return "\033[0n";
        }
        if (what == 6) {
            return marker == 0 ? "\033[" + row + "R" : "\033[?" + row + ";1R";
        }
        return "";
    }

    /// DECRQM.
    static String mode(int marker, int mode, int state) {
        return "\033[" + (marker == 0 ? "" : "?") + mode + ";" + state + "$y";
    }

    /// DECRQSS.
    static String setting(Grid grid, Modes modes, String asked) {
        String answer =
                switch (asked) {
                    case "r" -> (grid.top + 1) + ";" + (grid.bottom + 1) + "r";
                    case " q" -> modes.cursorStyle + " q";
                    case "m" -> sgr(grid.style) + "m";
                    case "\"p" -> "62;1\"p";
                    default -> "";
                };
        return DCS + (answer.isEmpty() ? "0$r" : "1$r" + answer) + ST;
    }

    private static String sgr(long style) {
        StringBuilder codes = new StringBuilder("0");
        long[] attributes = {
            Style.BOLD, Style.DIM, Style.ITALIC, Style.BLINK, Style.INVERSE, Style.HIDDEN, Style.STRUCK, Style.OVERLINED
        };
        int[] numbers = {1, 2, 3, 5, 7, 8, 9, 53};
        for (int i = 0; i < attributes.length; i++) {
            if (Style.has(style, attributes[i])) {
                codes.append(';').append(numbers[i]);
            }
        }
        if (Style.underline(style) != 0) {
            codes.append(";4:").append(Style.underline(style));
        }
        color(codes, 38, Style.foreground(style));
        color(codes, 48, Style.background(style));
        return codes.toString();
    }

    private static void color(StringBuilder codes, int code, int color) {
        int value = Style.value(color);
        if (Style.isIndexed(color)) {
            codes.append(';').append(code).append(":5:").append(value);
        } else if (Style.isRgb(color)) {
            codes.append(';').append(code).append(":2::").append(value >> 16);
            codes.append(':').append(value >> 8 & 0xff).append(':').append(value & 0xff);
        }
    }

    static String version() {
        return DCS + ">|shibafu" + ST;
    }

    /// XTWINOPS 18.
    static String size(Grid grid) {
        return "\033[8;" + grid.rows + ";" + grid.columns + "t";
    }
}
