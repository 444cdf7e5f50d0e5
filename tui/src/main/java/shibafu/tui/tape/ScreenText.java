package shibafu.tui.tape;

import shibafu.pty.vt.ScreenSnapshot;
import shibafu.pty.vt.Style;

/// What a terminal shows, as what a program would print to have it shown: with this a recording begins in the midst of
/// a shell.
final class ScreenText {
    private final StringBuilder text = new StringBuilder();
    private long style = Style.PLAIN;

    private ScreenText() {}

    static String of(ScreenSnapshot screen) {
        return new ScreenText().drawn(screen);
    }

    private String drawn(ScreenSnapshot screen) {
        if (screen.facts().alternate()) {
            text.append("\033[?1049h");
        }
        text.append("\033[H\033[2J");
        for (int row = 0; row < screen.rows(); row++) {
            row(screen, row);
        }
        look(Style.PLAIN);
        ScreenSnapshot.Facts facts = screen.facts();
        if (facts.reverse()) {
            text.append("\033[?5h");
        }
        if (facts.cursorRow() < 0) {
            text.append("\033[?25l");
        } else {
            text.append("\033[").append(facts.cursorRow() + 1).append(';');
            text.append(facts.cursorColumn() + 1).append('H');
        }
        return text.toString();
    }

    private void row(ScreenSnapshot screen, int row) {
        int end = screen.columns();
        while (end > 0 && isBlank(screen, row, end - 1)) {
            end--;
        }
        if (end == 0) {
            return;
        }
        text.append("\033[").append(row + 1).append('H');
        for (int column = 0; column < end; column++) {
            if (!screen.isTail(row, column)) {
                look(screen.style(row, column));
                String cell = screen.text(row, column);
                text.append(cell.isEmpty() ? " " : cell);
            }
        }
    }

    private static boolean isBlank(ScreenSnapshot screen, int row, int column) {
        return screen.style(row, column) == Style.PLAIN
                && !screen.isTail(row, column)
                && screen.text(row, column).isBlank();
    }

    private void look(long wanted) {
        if (wanted == style) {
            return;
        }
        style = wanted;
        text.append("\033[0");
        attribute(Style.BOLD, 1);
        attribute(Style.DIM, 2);
        attribute(Style.ITALIC, 3);
        attribute(Style.BLINK, 5);
        attribute(Style.INVERSE, 7);
        attribute(Style.HIDDEN, 8);
        attribute(Style.STRUCK, 9);
        attribute(Style.OVERLINED, 53);
        if (Style.underline(wanted) != 0) {
            text.append(";4:").append(Style.underline(wanted));
        }
        color(38, Style.foreground(wanted));
        color(48, Style.background(wanted));
        text.append('m');
    }

    private void attribute(long attribute, int code) {
        if (Style.has(style, attribute)) {
            text.append(';').append(code);
        }
    }

    private void color(int which, int color) {
        int value = Style.value(color);
        if (Style.isIndexed(color)) {
            text.append(';').append(which).append(";5;").append(value);
        } else if (Style.isRgb(color)) {
            text.append(';').append(which).append(";2;").append(value >> 16 & 0xff);
            text.append(';').append(value >> 8 & 0xff).append(';').append(value & 0xff);
        }
    }
}
