package shibafu.product;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import shibafu.pty.vt.ScreenSnapshot;
import shibafu.pty.vt.Style;
import shibafu.pty.vt.VtTerminal;
import shibafu.tui.theme.Color;
import shibafu.tui.theme.Theme;

/// Draws what `tmux capture-pane -e -p` printed as SVG: words as text, each at its own place and as wide as its cells;
/// the dots of graphs and the lines of frames as shapes, which no font moves. Called by `pictures.sh`.
public final class PaneSvg {
    private static final double WIDTH = 8.4;
    private static final int HEIGHT = 17;
    private static final int BASELINE = 13;
    private static final int FOREGROUND = 0xd8dee9;
    private static final int BRAILLE = 0x2800;

    /// Each bit of a braille character: its column and its row of dots.
    private static final int[][] DOTS = {{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 3}};

    /// Which arms the lines of frames have: up, right, down, left.
    private static final Map<String, String> ARMS =
            Map.of("─", "rl", "│", "ud", "┌", "rd", "┐", "dl", "└", "ur", "┘", "ul", "┤", "udl", "├", "udr");

    /// xterm's first sixteen, a little softer.
    private static final int[] SIXTEEN = {
        0x1b1f27, 0xd0606a, 0x8fbc6a, 0xe0b060, 0x6a9fd8, 0xb08fd0, 0x70b8c0, 0xd8dee9,
        0x707a8c, 0xf07a80, 0xa8d080, 0xf0c878, 0x88b8f0, 0xc8a8e8, 0x90d0d8, 0xffffff
    };

    private final ScreenSnapshot screen;
    private final StringBuilder grounds = new StringBuilder();
    private final StringBuilder texts = new StringBuilder();
    private final int background;

    private PaneSvg(ScreenSnapshot screen) {
        this.screen = screen;
        // What tmux leaves out at the end of lines is as the screen's first cell.
        this.background = color(Style.background(screen.style(0, 0)), SIXTEEN[0]);
    }

    /// Reads a pane of so many columns and rows, and prints its picture.
    public static void main(String[] arguments) throws IOException {
        int columns = Integer.parseInt(arguments[0]);
        int rows = Integer.parseInt(arguments[1]);
        VtTerminal terminal = new VtTerminal(columns, rows, answer -> {});
        String pane = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        // A full line must not wrap, and the last line break would scroll the first line away.
        byte[] bytes = ("\033[?7l" + pane.stripTrailing().replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
        terminal.feed(bytes, 0, bytes.length);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print(new PaneSvg(terminal.snapshot(0)).svg());
    }

    private String svg() {
        for (int row = 0; row < screen.rows(); row++) {
            for (int column = 0; column < screen.columns(); ) {
                int end = column + 1;
                while (end < screen.columns() && screen.style(row, end) == screen.style(row, column)) {
                    end++;
                }
                run(row, column, end);
                column = end;
            }
        }
        String size = number(screen.columns() * WIDTH) + "\" height=\"" + screen.rows() * HEIGHT;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size + "\" font-size=\"14\" font-family=\"'DejaVu"
                + " Sans Mono', 'Cascadia Mono', Menlo, Consolas, monospace\" xml:space=\"preserve\">\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"" + hex(background) + "\"/>\n" + grounds + texts
                + "</svg>\n";
    }

    private void run(int row, int from, int to) {
        long style = screen.style(row, from);
        int front = color(Style.foreground(style), FOREGROUND);
        int back = color(Style.background(style), background);
        if (Style.has(style, Style.INVERSE)) {
            int swap = front;
            front = back;
            back = swap;
        }
        if (back != background) {
            grounds.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" fill=\"%s\"/>%n",
                    number(from * WIDTH),
                    row * HEIGHT,
                    number((to - from) * WIDTH),
                    HEIGHT,
                    hex(back)));
        }
        words(row, from, to, front, Style.has(style, Style.BOLD) ? " font-weight=\"bold\"" : "");
    }

    /// Blanks are left out, and what stands between them is placed anew.
    private void words(int row, int from, int to, int color, String bold) {
        for (int start = from; start < to; ) {
            if (isBlank(row, start)) {
                start++;
                continue;
            }
            if (isShape(row, start)) {
                start = shapes(row, start, to, color);
                continue;
            }
            int end = start;
            StringBuilder word = new StringBuilder();
            for (; end < to && !isBlank(row, end) && !isShape(row, end); end++) {
                word.append(screen.text(row, end));
            }
            texts.append("<text x=\"" + number(start * WIDTH) + "\" y=\"" + (row * HEIGHT + BASELINE)
                    + "\" textLength=\"" + number((end - start) * WIDTH)
                    + "\" lengthAdjust=\"spacingAndGlyphs\" fill=\""
                    + hex(color) + "\"" + bold + ">" + escaped(word.toString()) + "</text>\n");
            start = end;
        }
    }

    private boolean isShape(int row, int column) {
        String text = screen.text(row, column);
        return ARMS.containsKey(text) || (!text.isEmpty() && text.charAt(0) >> 8 == BRAILLE >> 8);
    }

    /// @return where they end
    private int shapes(int row, int from, int to, int color) {
        StringBuilder dots = new StringBuilder();
        int at = from;
        for (; at < to && isShape(row, at); at++) {
            String text = screen.text(row, at);
            String arms = ARMS.getOrDefault(text, "");
            dots.append(arms.isEmpty() ? dots(row, at, text.charAt(0) - BRAILLE) : arms(row, at, arms));
        }
        texts.append("<path fill=\"" + hex(color) + "\" d=\"" + dots + "\"/>\n");
        return at;
    }

    private static String dots(int row, int column, int bits) {
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < DOTS.length; i++) {
            if ((bits >> i & 1) != 0) {
                double x = column * WIDTH + WIDTH * (0.25 + 0.5 * DOTS[i][0]) - 1.2;
                double y = row * HEIGHT + HEIGHT * (0.125 + 0.25 * DOTS[i][1]) - 1.2;
                dots.append("M" + number(x) + " " + number(y) + "h2.4v2.4h-2.4z");
            }
        }
        return dots.toString();
    }

    private static String arms(int row, int column, String arms) {
        double x = column * WIDTH + WIDTH / 2 - 0.5;
        double y = row * HEIGHT + HEIGHT / 2.0 - 0.5;
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < arms.length(); i++) {
            char arm = arms.charAt(i);
            double left = arm == 'l' ? column * WIDTH : x;
            double top = arm == 'u' ? row * HEIGHT : y;
            double width = arm == 'l' || arm == 'r' ? WIDTH / 2 + 0.5 : 1;
            double height = arm == 'u' || arm == 'd' ? HEIGHT / 2.0 + 0.5 : 1;
            lines.append("M" + number(left) + " " + number(top) + "h" + number(width) + "v" + number(height) + "h-"
                    + number(width) + "z");
        }
        return lines.toString();
    }

    private boolean isBlank(int row, int column) {
        return screen.text(row, column).isBlank() && !screen.isTail(row, column);
    }

    private static int color(int color, int standard) {
        if (color == Style.DEFAULT) {
            return standard;
        }
        int value = Style.value(color);
        if (Style.isRgb(color)) {
            return value;
        }
        if (value < SIXTEEN.length) {
            return SIXTEEN[value];
        }
        Color.Rgb rgb = Theme.rgb(new Color.Indexed(value));
        return rgb.red() << 16 | rgb.green() << 8 | rgb.blue();
    }

    private static String hex(int color) {
        return String.format(Locale.ROOT, "#%06x", color);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
