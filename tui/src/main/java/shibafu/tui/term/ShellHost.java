package shibafu.tui.term;

import java.util.List;
import shibafu.pty.vt.MouseEvent;
import shibafu.tui.draw.Size;

/// Where shells run, and where what is typed goes; a test has one of its own. A shell is known by its number. What
/// becomes of it is told by messages.
public interface ShellHost {
    /// Starts one. What was typed for it before goes in first.
    ///
    /// @throws shibafu.pty.PtyException if it can't be started
    void open(long number, String id, List<String> command, Size size);

    /// Sends all that is typed to a shell, until Ctrl-] or its end.
    ///
    /// @param leaveKey whether to send it a Ctrl-] first
    void focus(long number, boolean leaveKey);

    /// Tells a shell of the mouse over its screen; its program may want to hear of it.
    void mouse(long number, MouseEvent event);

    /// Takes the keys from the shell that has them.
    void leave();

    /// Tells all shells how much room there is.
    void resize(Size size);

    /// Lets somebody listen to all shells from now on, in the place of who did before.
    void tap(ShellTap tap);

    /// Tells all that a shell's terminal holds by [shibafu.tui.flow.Msg.TranscriptCame], if there is such a shell.
    void takeTranscript(long number);

    /// Hangs up; of one that has ended nothing is kept any longer. If there is no such shell, because it could not be
    /// started, what it had of the keyboard is the screen's again.
    void close(long number);
}
