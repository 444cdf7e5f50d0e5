package shibafu.pty.vt;

/// The two sets of characters that a program switches between (SI, SO): ASCII, the line drawing of DEC, the pound
/// sign of the UK.
final class Charsets {
    /// What DEC Special Graphics has from 0x5f on.
    private static final String GRAPHICS = "\u00a0◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    private static final int FIRST_GRAPHIC = 0x5f;

    private int g0 = 'B';
    private int g1 = 'B';
    private boolean shifted;

    void reset() {
        g0 = 'B';
        g1 = 'B';
        shifted = false;
    }

    /// @param place `(` for G0, `)` for G1
    void designate(int place, int set) {
        switch (place) {
            case '(' -> g0 = set;
            case ')' -> g1 = set;
            default -> {}
        }
    }

    void shift(boolean out) {
        shifted = out;
    }

    /// Whether ASCII means itself.
    boolean isPlain() {
        int set = shifted ? g1 : g0;
        return set != '0' && set != 'A';
    }

    int map(int point) {
        int set = shifted ? g1 : g0;
        if (set == '0' && point >= FIRST_GRAPHIC && point < 0x7f) {
            return GRAPHICS.charAt(point - FIRST_GRAPHIC);
        }
        return set == 'A' && point == '#' ? '£' : point;
    }

    /// All of it in a number, to be saved with the cursor.
    int state() {
        return g0 << 16 | g1 << 1 | (shifted ? 1 : 0);
    }

    void restore(int state) {
        g0 = state >>> 16;
        g1 = state >>> 1 & 0x7fff;
        shifted = (state & 1) != 0;
    }
}
