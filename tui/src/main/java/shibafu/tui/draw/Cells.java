package shibafu.tui.draw;

import java.util.ArrayList;
import java.util.List;

/// How many columns text takes on a terminal, and text cut or filled up to a number of them.
public final class Cells {
    /// Columns that are given up at most so that a text is cut between words.
    private static final int LOST_COLUMNS = 12;

    private static final int REPLACEMENT = '?';

    /// First and last of each range.
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x2e80, 0x303e, 0x3041, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0x9fff, 0xa000, 0xa4cf, 0xac00, 0xd7a3,
        0xf900, 0xfaff, 0xfe30, 0xfe4f, 0xff00, 0xff60, 0xffe0, 0xffe6, 0x1f300, 0x1faff, 0x20000, 0x3fffd,
    };

    private Cells() {}

    /// Columns of a printable character: 2 for wide East Asian ones and pictures, else 1.
    ///
    /// Characters for which terminals and tables disagree do not get this far: [#printable] takes them out.
    public static int width(int codePoint) {
        return isWide(codePoint) ? 2 : 1;
    }

    public static int width(String text) {
        return text.codePoints()
                .map(Cells::printable)
                .filter(c -> c >= 0)
                .map(Cells::width)
                .sum();
    }

    /// The character to draw for one of any text: names and commands come from containers, which may be hostile.
    ///
    /// @return `?` for a control character or one of uncertain width, -1 for one that takes no room (combining marks)
    public static int printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> -1;
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.COMBINING_SPACING_MARK -> REPLACEMENT;
            default -> isAmbiguousPicture(codePoint) ? REPLACEMENT : codePoint;
        };
    }

    /// The text if it fits into so many columns, else its start with `…` (`~` where the terminal has only ASCII). The
    /// cut is between words where that costs no more than a few columns: half a number would be another number.
    public static String cut(String text, int columns, Symbols symbols) {
        if (width(text) <= columns) {
            return text;
        }
        if (columns <= 0) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            int drawn = printable(c);
            int w = drawn < 0 ? 0 : width(drawn);
            if (used + w > columns - 1) {
                break;
            }
            out.appendCodePoint(c);
            used += w;
        }
        int blank = out.lastIndexOf(" ") + 1;
        boolean inWord = !text.startsWith(" ", out.length());
        if (inWord && blank > 0 && out.length() - blank <= Math.min(LOST_COLUMNS, columns / 3)) {
            out.setLength(blank);
        }
        return out.append(symbols.ellipsis()).toString();
    }

    /// A name if it fits, else its start and its end: names that begin alike are told apart by how they end.
    public static String cutMiddle(String name, int columns, Symbols symbols) {
        int[] characters =
                name.codePoints().map(Cells::printable).filter(c -> c >= 0).toArray();
        if (width(name) <= columns || columns < 5 || width(name) > characters.length) {
            return cut(name, columns, symbols);
        }
        int end = (columns - 1) / 2;
        int start = columns - 1 - end;
        return new String(characters, 0, start)
                + symbols.ellipsis()
                + new String(characters, characters.length - end, end);
    }

    /// The text in lines of at most so many columns, broken at blanks where there are any.
    public static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String rest = word;
            if (!line.isEmpty() && width(line.toString()) + 1 + width(rest) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ");
            while (width(rest) > Math.max(2, columns)) {
                int fits = fitting(rest, Math.max(2, columns));
                lines.add(rest.substring(0, fits));
                rest = rest.substring(fits);
            }
            line.append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /// How many chars of the text fit into so many columns.
    private static int fitting(String text, int columns) {
        int end = 0;
        int used = 0;
        while (used + width(Character.toString(text.codePointAt(end))) <= columns) {
            used += width(Character.toString(text.codePointAt(end)));
            end = text.offsetByCodePoints(end, 1);
        }
        return end;
    }

    public static String padRight(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    public static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    private static boolean isWide(int codePoint) {
        for (int i = 0; i < WIDE.length && codePoint >= WIDE[i]; i += 2) {
            if (codePoint <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /// Pictures of the basic plane are two columns wide on some terminals and one on others.
    private static boolean isAmbiguousPicture(int codePoint) {
        boolean picture = (codePoint >= 0x2600 && codePoint <= 0x27bf) || (codePoint >= 0x2b00 && codePoint <= 0x2bff);
        return picture && codePoint != '✖';
    }
}
