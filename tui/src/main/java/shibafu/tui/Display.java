package shibafu.tui;

import java.io.IOException;
import shibafu.tui.draw.Canvas;

/// The screen as the loop and the effects see it; a test has one of its own.
interface Display {
    /// Puts a frame on it, in the colours of a theme.
    void show(Canvas frame, String theme) throws IOException;

    /// Makes a canvas of the model's size.
    Canvas canvas(Model model);

    /// Sends every cell of the next frame.
    void forget();

    /// Gives a text to the terminal's clipboard.
    void copy(String text) throws IOException;

    /// Whether it tells us of its mouse.
    void mouse(boolean on) throws IOException;

    /// Stops us until the shell that started us brings us back.
    void suspend() throws IOException;
}
