package shibafu.tui.term;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.screen.Screen;
import com.googlecode.lanterna.screen.Screen.RefreshType;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import shibafu.pty.vt.Style;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Ink;
import shibafu.tui.theme.Attribute;
import shibafu.tui.theme.Color;
import shibafu.tui.theme.ColorDepth;
import shibafu.tui.theme.Paint;
import shibafu.tui.theme.Role;
import shibafu.tui.theme.Theme;

/// Puts a canvas onto a Lanterna screen, roles turned into the theme's paints. Only cells that changed are sent.
public final class ScreenPainter {
    private final Screen screen;
    private final ColorDepth depth;
    private final Map<Ink, TextCharacter> blanks = new HashMap<>();
    private Theme theme;
    private boolean complete = true;
    /// The frame before, whose cells Lanterna still holds; empty where all have to be set anew.
    private Optional<Canvas> before = Optional.empty();

    public ScreenPainter(Screen screen, ColorDepth depth, Theme theme) {
        this.screen = screen;
        this.depth = depth;
        this.theme = theme;
    }

    /// Paints with another theme from the next frame on.
    public void use(Theme other) {
        if (!other.equals(theme)) {
            theme = other;
            blanks.clear();
            before = Optional.empty();
        }
    }

    /// Whether two roles look different.
    public boolean tells(Role one, Role other) {
        return !theme.paint(one, depth).equals(theme.paint(other, depth));
    }

    /// Sends every cell of the next frame: what is on the terminal is not what was sent.
    public void forget() {
        complete = true;
        before = Optional.empty();
    }

    /// Paints one frame. Its size must be the screen's. The canvas must not be drawn on afterwards.
    public void paint(Canvas canvas) throws IOException {
        Optional<Canvas> held =
                before.filter(last -> last.width() == canvas.width() && last.height() == canvas.height());
        before = Optional.of(canvas);
        for (int y = 0; y < canvas.height(); y++) {
            for (int x = 0; x < canvas.width(); x++) {
                int c = canvas.character(x, y);
                // Most cells are as they were: setting them would be most of what a frame costs.
                boolean same = held.isPresent() && held.get().sameCell(canvas, x, y);
                if (c != Canvas.COVERED && !same) {
                    boolean narrow = x + 1 == canvas.width() || canvas.character(x + 1, y) != Canvas.COVERED;
                    screen.setCharacter(x, y, cell(c, narrow, canvas.cluster(x, y), canvas.ink(x, y)));
                }
            }
        }
        screen.setCursorPosition(
                canvas.cursorX() < 0 ? null : new TerminalPosition(canvas.cursorX(), canvas.cursorY()));
        screen.refresh(complete ? RefreshType.COMPLETE : RefreshType.DELTA);
        complete = false;
    }

    private TextCharacter cell(int codePoint, boolean narrow, String cluster, Ink ink) {
        TextCharacter blank = blanks.computeIfAbsent(ink, this::blank);
        if (codePoint == ' ') {
            return blank;
        }
        return narrow && codePoint <= Character.MAX_VALUE && cluster.isEmpty()
                ? new NarrowCharacter(
                        (char) codePoint, blank.getForegroundColor(), blank.getBackgroundColor(), blank.getModifiers())
                : TextCharacter.fromString(
                        cluster.isEmpty() ? Character.toString(codePoint) : cluster,
                        blank.getForegroundColor(),
                        blank.getBackgroundColor(),
                        blank.getModifiers())[0];
    }

    private TextCharacter blank(Ink ink) {
        Paint front = theme.paint(ink.role(), depth);
        Paint ground = theme.paint(ink.ground(), depth);
        EnumSet<SGR> modifiers = EnumSet.noneOf(SGR.class);
        front.attributes().forEach(attribute -> modifiers.add(sgr(attribute)));
        ground.attributes().forEach(attribute -> modifiers.add(sgr(attribute)));
        modifiers.addAll(ShellPaint.attributes(ink.style()));
        TextColor foreground = ShellPaint.color(Style.foreground(ink.style()), depth)
                .map(ScreenPainter::lanterna)
                .orElseGet(() -> lanterna(Theme.fit(front.at(ink.height() / 100.0), depth)));
        TextColor background = ShellPaint.color(Style.background(ink.style()), depth)
                .map(ScreenPainter::lanterna)
                .orElseGet(() -> lanterna(Theme.fit(ground.at(0), depth)));
        return new NarrowCharacter(' ', foreground, background, modifiers);
    }

    private static SGR sgr(Attribute attribute) {
        return switch (attribute) {
            case BOLD -> SGR.BOLD;
            case REVERSE -> SGR.REVERSE;
            case UNDERLINE -> SGR.UNDERLINE;
            case ITALIC -> SGR.ITALIC;
        };
    }

    private static TextColor lanterna(Color color) {
        return switch (color) {
            case Color.Default none -> TextColor.ANSI.DEFAULT;
            case Color.Rgb rgb -> new TextColor.RGB(rgb.red(), rgb.green(), rgb.blue());
            case Color.Indexed indexed -> new TextColor.Indexed(indexed.index());
            case Color.Ansi ansi -> ANSI[ansi.index()];
        };
    }

    private static final TextColor.ANSI[] ANSI = {
        TextColor.ANSI.BLACK,
        TextColor.ANSI.RED,
        TextColor.ANSI.GREEN,
        TextColor.ANSI.YELLOW,
        TextColor.ANSI.BLUE,
        TextColor.ANSI.MAGENTA,
        TextColor.ANSI.CYAN,
        TextColor.ANSI.WHITE,
        TextColor.ANSI.BLACK_BRIGHT,
        TextColor.ANSI.RED_BRIGHT,
        TextColor.ANSI.GREEN_BRIGHT,
        TextColor.ANSI.YELLOW_BRIGHT,
        TextColor.ANSI.BLUE_BRIGHT,
        TextColor.ANSI.MAGENTA_BRIGHT,
        TextColor.ANSI.CYAN_BRIGHT,
        TextColor.ANSI.WHITE_BRIGHT
    };
}
