package shibafu.tui;

import java.util.List;
import shibafu.pty.vt.MouseEvent;
import shibafu.tui.draw.Size;
import shibafu.tui.term.ShellHost;
import shibafu.tui.term.ShellTap;

/// For tests in which nobody opens a shell.
final class NoShells implements ShellHost {
    @Override
    public void open(long number, String id, List<String> command, Size size) {
        throw new AssertionError("a shell in " + id);
    }

    @Override
    public void focus(long number, boolean leaveKey) {
        throw new AssertionError("focus of shell " + number);
    }

    @Override
    public void tap(ShellTap listener) {
        throw new AssertionError("somebody listens to shells");
    }

    @Override
    public void mouse(long number, MouseEvent event) {}

    @Override
    public void leave() {}

    @Override
    public void resize(Size size) {
        throw new AssertionError("resize of shells");
    }

    @Override
    public void takeTranscript(long number) {
        throw new AssertionError("transcript of shell " + number);
    }

    @Override
    public void close(long number) {
        throw new AssertionError("close of shell " + number);
    }
}
