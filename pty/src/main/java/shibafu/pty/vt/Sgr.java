package shibafu.pty.vt;

/// SGR: colours and attributes.
final class Sgr {
    private static final int BRIGHT = 8;
    private static final int LARGEST = 255;

    private Sgr() {}

    static long apply(long before, Params params) {
        long style = before;
        for (int i = 0; i < params.count(); i++) {
            int code = params.at(i);
            switch (code) {
                case 38, 48, 58 -> {
                    int used = colorParams(params, i);
                    int color = color(params, i, used);
                    if (color >= 0) {
                        style = code == 38
                                ? Style.withForeground(style, color)
                                : code == 48 ? Style.withBackground(style, color) : style;
                    }
                    i += used;
                }
                case 4 -> {
                    int kind = params.isPart(i + 1) ? params.at(i + 1) : 1;
                    style = Style.withUnderline(style, Math.min(kind, 5));
                }
                default -> style = params.isPart(i) ? style : simple(style, code);
            }
        }
        return style;
    }

    private static long simple(long style, int code) {
        return switch (code) {
            case 0 -> style & Style.PROTECTED;
            case 1 -> style | Style.BOLD;
            case 2 -> style | Style.DIM;
            case 3 -> style | Style.ITALIC;
            case 5, 6 -> style | Style.BLINK;
            case 7 -> style | Style.INVERSE;
            case 8 -> style | Style.HIDDEN;
            case 9 -> style | Style.STRUCK;
            case 21 -> Style.withUnderline(style, 2);
            case 22 -> style & ~(Style.BOLD | Style.DIM);
            case 23 -> style & ~Style.ITALIC;
            case 24 -> Style.withUnderline(style, 0);
            case 25 -> style & ~Style.BLINK;
            case 27 -> style & ~Style.INVERSE;
            case 28 -> style & ~Style.HIDDEN;
            case 29 -> style & ~Style.STRUCK;
            case 53 -> style | Style.OVERLINED;
            case 55 -> style & ~Style.OVERLINED;
            case 39 -> Style.withForeground(style, Style.DEFAULT);
            case 49 -> Style.withBackground(style, Style.DEFAULT);
            default -> palette(style, code);
        };
    }

    private static long palette(long style, int code) {
        if (code >= 30 && code <= 37) {
            return Style.withForeground(style, Style.indexed(code - 30));
        }
        if (code >= 40 && code <= 47) {
            return Style.withBackground(style, Style.indexed(code - 40));
        }
        if (code >= 90 && code <= 97) {
            return Style.withForeground(style, Style.indexed(code - 90 + BRIGHT));
        }
        if (code >= 100 && code <= 107) {
            return Style.withBackground(style, Style.indexed(code - 100 + BRIGHT));
        }
        return style;
    }

    /// How many numbers after 38, 48 or 58 belong to it: all its parts, or as many as `5;n` and `2;r;g;b` have.
    private static int colorParams(Params params, int at) {
        int parts = 0;
        while (params.isPart(at + 1 + parts)) {
            parts++;
        }
        if (parts > 0) {
            return parts;
        }
        return switch (params.at(at + 1)) {
            case 5 -> 2;
            case 2 -> 4;
            default -> 1;
        };
    }

    /// @return -1 if it is none
    private static int color(Params params, int at, int used) {
        int kind = params.at(at + 1);
        if (at + used >= params.count()) {
            return -1;
        }
        if (kind == 5 && used >= 2) {
            return params.at(at + 2) > LARGEST ? -1 : Style.indexed(params.at(at + 2));
        }
        if (kind == 2 && used >= 4) {
            // 38:2:SPACE:r:g:b has one number more than 38:2:r:g:b, which many programs write.
            int first = params.isPart(at + 1) && used >= 5 ? at + 3 : at + 2;
            int red = params.at(first);
            int green = params.at(first + 1);
            int blue = params.at(first + 2);
            return Math.max(red, Math.max(green, blue)) > LARGEST ? -1 : Style.rgb(red, green, blue);
        }
        return -1;
    }
}
