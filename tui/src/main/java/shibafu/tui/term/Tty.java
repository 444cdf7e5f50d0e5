package shibafu.tui.term;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import shibafu.tui.draw.Size;

/// The terminal that we were started on, as Lanterna writes to it. Never asks it anything (an answer might not
/// come), so nothing here waits for input: [Keyboard] reads that.
///
/// Whatever happens, [#restore] gives it back as it was found; after that nothing reaches it any more. Signals,
/// suspension and the loop meet here, hence the lock on the output.
public final class Tty extends ANSITerminal {
    /// Set, reset, or always set: any but "not known" and "never".
    public static final String CAN_SYNCHRONIZE = "\\?2026;[123]\\$y";

    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?2004h\u001b[2J";

    /// Buttons, the wheel and drags, in the form that has no bounds. Terminals keep the mouse to themselves while Shift
    /// is held.
    private static final String MOUSE_ON = "\u001b[?1002h\u001b[?1006h";

    private static final String MOUSE_OFF = "\u001b[?1006l\u001b[?1002l";

    /// Undoes what a program that was killed may have left: mouse reports, application keys, character sets, scroll
    /// region, colours.
    private static final String RESET = "\u001b[?1006l\u001b[?1003l\u001b[?1002l\u001b[?1000l\u001b[?2004l"
            + "\u001b[?1l\u001b>\u001b(B\u001b[r\u001b[m";

    private static final String MAIN_SCREEN = "\u001b[?1049l\u001b[?25h";

    /// Cleared first: tmux, when its window has grown meanwhile, moves what is there into the main screen.
    private static final String LEAVE = RESET + "\u001b[H\u001b[2J" + MAIN_SCREEN;

    private final Stty.Found found;
    private final GuardedOutput output;
    private volatile Size size;
    private volatile int cursorStyle;
    private volatile boolean mouse;
    private volatile Consumer<Size> onResize = changed -> {};
    private volatile Runnable onReturn = () -> {};

    private Tty(Stty.Found found, GuardedOutput output) {
        super(new ByteArrayInputStream(new byte[0]), output, StandardCharsets.UTF_8);
        this.found = found;
        this.output = output;
        this.size = found.size();
    }

    /// Takes the terminal: raw mode, and the alternate screen.
    ///
    /// @return empty if standard input is no terminal
    public static Optional<Tty> open() throws IOException {
        Optional<Stty.Found> found = Stty.raw();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        Tty tty = new Tty(found.get(), new GuardedOutput(out));
        Signals.on("WINCH", () -> Thread.startVirtualThread(tty::measure));
        Signals.on("CONT", tty::returned);
        tty.output.send(ENTER);
        return Optional.of(tty);
    }

    /// Asks whether it can show frames whole; [#CAN_SYNCHRONIZE] is the answer of one that can.
    public void askSynchronized() throws IOException {
        output.send("\u001b[?2026$p");
    }

    /// Asks for its background; the answer is `]11;rgb:RRRR/GGGG/BBBB`.
    public void askBackground() throws IOException {
        output.send("\u001b]11;?\u001b\\");
    }

    /// Shows frames whole from now on.
    public void synchronize() {
        output.synchronize();
    }

    /// What is drawn from here to [#endFrame] goes out in one write.
    public void beginFrame() {
        output.beginFrame();
    }

    public void endFrame() throws IOException {
        output.endFrame();
    }

    /// Whether standard output is a terminal at all.
    public static boolean outputIsTerminal() throws IOException {
        return Stty.outputIsTerminal();
    }

    /// Called on each change of size, on a thread of its own.
    public void onResize(Consumer<Size> action) {
        onResize = action;
    }

    /// Called when the screen is ours again and must be drawn anew.
    public void onReturn(Runnable action) {
        onReturn = action;
    }

    /// How the cursor looks (DECSCUSR); 0 for the user's own choice.
    public void cursorStyle(int style) throws IOException {
        if (style != cursorStyle) {
            cursorStyle = style;
            output.send("\u001b[" + style + " q");
        }
    }

    /// Gives a text to its clipboard (OSC 52); a terminal that has none, or lets nobody at it, ignores that.
    public void copy(String text) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        output.send("\u001b]52;c;" + encoded + "\u0007");
    }

    /// Whether it tells us of its mouse.
    public void mouse(boolean on) throws IOException {
        if (on != mouse) {
            mouse = on;
            output.send(on ? MOUSE_ON : MOUSE_OFF);
        }
    }

    /// A console that knows no such words is spared them as long as no program used any.
    private String leave() {
        return (cursorStyle == 0 ? "" : "\u001b[0 q") + LEAVE;
    }

    public Size size() {
        return size;
    }

    /// Gives the terminal back to the shell that started us and stops, until that shell brings us to the front again;
    /// then SIGCONT comes.
    public void suspend() throws IOException {
        output.send(leave());
        Stty.restore(found);
        Stty.stopGroup();
        // Where nobody is there to bring us back (an orphaned group), the kernel does not stop anyone.
        returned();
    }

    /// Gives the terminal back for good. Does nothing when called again.
    public void restore() {
        if (output.shut(leave())) {
            try {
                Stty.restore(found);
            } catch (IOException e) {
                // There is nobody left to tell.
            }
        }
    }

    private void returned() {
        try {
            if (output.isOpen()) {
                Stty.rawAgain();
                output.send(RESET + MAIN_SCREEN + ENTER + (mouse ? MOUSE_ON : ""));
                onReturn.run();
                measure();
            }
        } catch (IOException e) {
            restore();
        }
    }

    private synchronized void measure() {
        try {
            Optional<Size> now = Stty.size();
            if (now.isPresent() && !now.get().equals(size)) {
                size = now.get();
                onResize.accept(size);
            }
        } catch (IOException e) {
            // The old size is the best that is known.
        }
    }

    @Override
    protected TerminalSize findTerminalSize() {
        return new TerminalSize(size.columns(), size.rows());
    }

    /// Lanterna would write a character beyond the basic plane as two question marks.
    @Override
    public void putString(String string) throws IOException {
        writeToTerminal(string.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void enterPrivateMode() {
        // Done once in open(): what Lanterna thinks of as its own start is a moment in a longer life.
    }

    @Override
    public void exitPrivateMode() {
        // Done in restore().
    }
}
