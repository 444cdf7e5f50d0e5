package shibafu.pty.vt;

/// Colours as xterm has them, for programs that ask: what the user's own terminal shows is not known here.
final class Palette {
    static final int FOREGROUND = 0xc0c0c0;
    static final int BACKGROUND = 0x000000;

    private static final int[] FIRST = {
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff
    };

    private static final int CUBE = 16;
    private static final int GREYS = 232;

    private Palette() {}

    /// @param index 0 to 255
    static int rgb(int index) {
        if (index < CUBE) {
            return FIRST[index];
        }
        if (index >= GREYS) {
            return (8 + 10 * (index - GREYS)) * 0x010101;
        }
        int place = index - CUBE;
        return level(place / 36) << 16 | level(place / 6 % 6) << 8 | level(place % 6);
    }

    private static int level(int step) {
        return step == 0 ? 0 : 55 + 40 * step;
    }
}
