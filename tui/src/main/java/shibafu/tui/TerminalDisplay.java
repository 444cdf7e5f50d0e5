package shibafu.tui;

import com.googlecode.lanterna.screen.Screen;
import java.io.IOException;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Symbols;
import shibafu.tui.term.ScreenPainter;
import shibafu.tui.term.Tty;
import shibafu.tui.theme.Role;
import shibafu.tui.theme.Theme;
import shibafu.tui.theme.Themes;

/// A real terminal.
final class TerminalDisplay implements Display {
    private final Tty tty;
    private final Screen screen;
    private final ScreenPainter painter;
    private final Themes themes;
    private final Symbols symbols;

    TerminalDisplay(Tty tty, Screen screen, ScreenPainter painter, Themes themes, Symbols symbols) {
        this.tty = tty;
        this.screen = screen;
        this.painter = painter;
        this.themes = themes;
        this.symbols = symbols;
        tty.onReturn(painter::forget);
    }

    @Override
    public void show(Canvas frame, String theme) throws IOException {
        // Asking Lanterna for the size is what makes it see a new one.
        tty.getTerminalSize();
        if (screen.doResizeIfNecessary() != null) {
            painter.forget();
        }
        painter.use(themes.find(theme).orElseGet(Theme::builtIn));
        tty.beginFrame();
        try {
            tty.cursorStyle(frame.cursorStyle());
            painter.paint(frame);
        } finally {
            tty.endFrame();
        }
    }

    @Override
    public Canvas canvas(Model model) {
        painter.use(themes.find(model.theme()).orElseGet(Theme::builtIn));
        boolean coloured = painter.tells(Role.GRAPH_MEM_ANON, Role.GRAPH_MEM_FILE);
        return new Canvas(model.size(), coloured ? symbols : symbols.withTexture());
    }

    @Override
    public void forget() {
        painter.forget();
    }

    @Override
    public void copy(String text) throws IOException {
        tty.copy(text);
    }

    @Override
    public void mouse(boolean on) throws IOException {
        tty.mouse(on);
    }

    @Override
    public void suspend() throws IOException {
        tty.suspend();
    }
}
