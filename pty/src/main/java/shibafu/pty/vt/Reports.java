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

    /// DA3: no unit of its own.
    static String tertiary() {
        return DCS + "!|00000000" + ST;
    }

    /// DSR and DECDSR.
    ///
    /// @return empty for a question that has no answer here
    static String status(Grid grid, Modes modes, int marker, int what) {
        String place = (Cursor.row(grid, modes) + 1) + ";" + (Cursor.column(grid, modes) + 1);
        if (marker == 0) {
            return switch (what) {
                case 5 -> "\033[0n";
                case 6 -> "\033[" + place + "R";
                default -> "";
            };
        }
        if (marker != '?') {
            return "";
        }
        return switch (what) {
            case 6 -> "\033[?" + place + ";1R";
            case 15 -> "\033[?13n"; // no printer
            case 25 -> "\033[?21n"; // the keys that a program may define are locked
            case 26 -> "\033[?27;1;0;0n"; // a keyboard of North America
            case 55 -> "\033[?50n"; // no locator
            case 56 -> "\033[?57;0n";
            case 75 -> "\033[?70n"; // nothing is wrong
            case 85 -> "\033[?83n"; // one session
            default -> "";
        };
    }

    /// DECREQTPARM: no parity, 8 bits, 38400 baud.
    static String parameters(int what) {
        return what > 1 ? "" : "\033[" + (what + 2) + ";1;1;128;128;1;0x";
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
                    case "s" -> modes.sideMargins ? (grid.left + 1) + ";" + (grid.right + 1) + "s" : "";
                    case "t" -> grid.rows + "t";
                    case "$|" -> grid.columns + "$|";
                    case "*|" -> grid.rows + "*|";
                    case "\"q" -> (Style.has(grid.style, Style.PROTECTED) ? 1 : 0) + "\"q";
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

    /// XTWINOPS 18 and 19: a pane is all the screen that there is.
    static String size(int kind, Grid grid) {
        return "\033[" + kind + ";" + grid.rows + ";" + grid.columns + "t";
    }
}
