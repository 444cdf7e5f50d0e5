package shibafu.pty.vt;

/// The look of a cell in one long: foreground in bits 0 to 25, background in bits 26 to 51, attributes above. A colour
/// is a kind (2 bits) over 24 bits of value; all zero is the terminal's own look.
public final class Style {
    /// The terminal's own colours and no attribute.
    public static final long PLAIN = 0;

    public static final long BOLD = 1L << 52;
    public static final long DIM = 1L << 53;
    public static final long ITALIC = 1L << 54;
    public static final long BLINK = 1L << 55;
    public static final long INVERSE = 1L << 56;
    public static final long HIDDEN = 1L << 57;
    public static final long STRUCK = 1L << 58;
    public static final long OVERLINED = 1L << 59;

    /// Selective erasing leaves it (DECSCA). It shows in nothing.
    static final long PROTECTED = 1L << 63;

    /// The terminal's own.
    public static final int DEFAULT = 0;

    private static final int INDEXED = 1 << 24;
    private static final int RGB = 2 << 24;
    private static final int KIND = 3 << 24;
    private static final int VALUE = (1 << 24) - 1;
    private static final int COLOR_BITS = 26;
    private static final long COLOR = (1L << COLOR_BITS) - 1;
    private static final int UNDERLINE_SHIFT = 60;
    private static final long UNDERLINE = 7L << UNDERLINE_SHIFT;

    private Style() {}

    /// A colour of the palette.
    ///
    /// @param index 0 to 15 as the user's terminal shows them, to 231 of a cube, to 255 of greys
    public static int indexed(int index) {
        return INDEXED | (index & 0xff);
    }

    public static int rgb(int red, int green, int blue) {
        return RGB | (red & 0xff) << 16 | (green & 0xff) << 8 | (blue & 0xff);
    }

    public static boolean isIndexed(int color) {
        return (color & KIND) == INDEXED;
    }

    public static boolean isRgb(int color) {
        return (color & KIND) == RGB;
    }

    /// The index, or red, green and blue in 8 bits each.
    public static int value(int color) {
        return color & VALUE;
    }

    public static int foreground(long style) {
        return (int) (style & COLOR);
    }

    public static int background(long style) {
        return (int) (style >>> COLOR_BITS & COLOR);
    }

    public static long withForeground(long style, int color) {
        return (style & ~COLOR) | color;
    }

    public static long withBackground(long style, int color) {
        return (style & ~(COLOR << COLOR_BITS)) | (long) color << COLOR_BITS;
    }

    /// 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed.
    public static int underline(long style) {
        return (int) ((style & UNDERLINE) >>> UNDERLINE_SHIFT);
    }

    public static long withUnderline(long style, int kind) {
        return (style & ~UNDERLINE) | (long) kind << UNDERLINE_SHIFT;
    }

    public static boolean has(long style, long attribute) {
        return (style & attribute) != 0;
    }

    /// What erasing leaves: the background alone.
    static long erased(long style) {
        return style & COLOR << COLOR_BITS;
    }
}
