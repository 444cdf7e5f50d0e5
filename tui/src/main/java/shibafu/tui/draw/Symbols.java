package shibafu.tui.draw;

/// The characters a terminal can show: each drawing comes in three sets, and their shapes alone carry the meaning.
///
/// @param frame corners and edges: top left, top, top right, side, bottom left, bottom right
/// @param high the line of `memory.high`
/// @param beside the line of another container
/// @param textured whether parts of an area differ by their texture, for colour does not tell them apart
/// @param throttle shades of a share of time, from a little to all of it
public record Symbols(
        Kind kind,
        String frame,
        String throttle,
        char limit,
        char staged,
        char oom,
        char limitChanged,
        char refused,
        char marker,
        char ellipsis,
        char tick,
        char bar,
        char quiet,
        char high,
        char beside,
        boolean textured) {
    /// What graphs are made of.
    public enum Kind {
        /// Two columns by four rows of dots in a cell.
        BRAILLE,
        /// One column by two rows in a cell: all that a Linux console's font is sure to have.
        BLOCKS,
        /// One column by seven steps in a cell.
        ASCII
    }

    public static final Symbols UNICODE = new Symbols(
            Kind.BRAILLE, "┌─┐│└┘", "░▒▓█", '┄', '╌', '✖', 'L', 'F', '▸', '…', '┤', '■', '·', '┈', '•', false);

    public static final Symbols CONSOLE = new Symbols(
            Kind.BLOCKS, "┌─┐│└┘", "░▒▓█", '─', '═', 'X', 'L', 'F', '>', '~', '┤', '■', '·', '-', 'o', false);

    public static final Symbols ASCII =
            new Symbols(Kind.ASCII, "+-+|++", ".:+#", '-', '=', 'X', 'L', 'F', '>', '~', '|', '#', '.', '_', 'o', true);

    /// The character itself, or one that looks like it where there is only ASCII.
    int shown(int codePoint) {
        if (kind != Kind.ASCII || codePoint < 0x7f) {
            return codePoint;
        }
        return switch (codePoint) {
            case '←' -> '<';
            case '→' -> '>';
            case '↑' -> '^';
            case '↓' -> 'v';
            case '◆' -> '*';
            case '◇' -> '~';
            case 'µ' -> 'u';
            case '└' -> '`';
            default -> '?';
        };
    }

    /// The same for a screen without colour.
    public Symbols withTexture() {
        return new Symbols(
                kind,
                frame,
                throttle,
                limit,
                staged,
                oom,
                limitChanged,
                refused,
                marker,
                ellipsis,
                tick,
                bar,
                quiet,
                high,
                beside,
                true);
    }

    /// A cell that is all filled.
    public String full() {
        return Character.toString(throttle.codePointAt(3));
    }

    /// Samples that stand side by side in a cell.
    public int samplesPerCell() {
        return kind == Kind.BRAILLE ? 2 : 1;
    }
}
