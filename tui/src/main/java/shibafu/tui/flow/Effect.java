package shibafu.tui.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import shibafu.engine.service.LimitChange;
import shibafu.engine.service.NewContainer;
import shibafu.pty.vt.MouseEvent;
import shibafu.tui.draw.Size;
import shibafu.tui.reader.Subject;
import shibafu.tui.replay.ReplayAction;
import shibafu.tui.stats.Point;

/// Something to be done outside the model. Each is carried out in one place, on a thread of its own, and answered by
/// [Msg.Done] or [Msg.Failed] where nothing else is said.
public sealed interface Effect {
    /// Something asked of the engine.
    sealed interface Ask extends Effect {}

    record Run(NewContainer container) implements Ask {}

    record Start(String id) implements Ask {}

    record Stop(String id) implements Ask {}

    /// SIGKILL.
    record Kill(String id) implements Ask {}

    /// @param number of the signal
    record Signal(String id, int number) implements Ask {}

    /// The same of several, at the same time; answered by [Msg.Answered].
    record All(List<Ask> each) implements Ask {
        public All {
            each = List.copyOf(each);
        }
    }

    record Pause(String id) implements Ask {}

    record Resume(String id) implements Ask {}

    /// @param force ends a running container first
    record Remove(String id, boolean force) implements Ask {}

    /// @param force also where the kernel must kill to obey; if not, that is answered by [Msg.WouldKill]
    record Update(String id, LimitChange change, boolean force) implements Ask {}

    /// Answered by [Msg.Images].
    record ListImages() implements Ask {}

    /// Something that the screen of images asks for; answered by a [Msg.OfImages].
    sealed interface OfImages extends Effect {}

    record LookAtImages() implements OfImages {}

    /// Told on the way by [Msg.Importing].
    record ImportImage(String name, String path) implements OfImages {}

    /// Ends the import under way, which then fails.
    record CancelImport() implements OfImages {}

    record RemoveImage(String name) implements OfImages {}

    /// Looks for paths that begin so.
    record CompletePath(String begun) implements OfImages {}

    /// Asks what a change of limits would write; answered by [Msg.Previewed].
    record Preview(String id, LimitChange change) implements Effect {}

    /// Reads the limits that a container has; answered by [Msg.LimitsCame].
    record ReadLimits(String id) implements Effect {}

    /// Has limits set back when the screen ends, whichever way; once more, with nothing to set back, that is over.
    record Guard(String id, LimitChange restore) implements Effect {}

    /// Writes a file beside where the screen was started, as its user; answered by [Msg.Told].
    record Save(String name, String text) implements Effect {}

    /// Fetches a text; answered by [Msg.TextCame] or [Msg.TextFailed].
    record Read(Subject subject, String id) implements Effect {}

    /// Asks which processes use most at the time of a sample; answered by [Msg.Busiest], or not at all.
    record FindBusiest(String id, Instant at) implements Effect {}

    /// Opens a program on a terminal of its own; answered by [Msg.ShellScreen], at last by [Msg.ShellEnded].
    ///
    /// @param keys whether it has the keys from then on
    record OpenShell(long number, String id, Program program, Size size, boolean keys) implements Effect {}

    /// Gives the keys to a shell.
    ///
    /// @param leaveKey whether the key that leaves it goes to it first, as if it were any other
    record FocusShell(long number, boolean leaveKey) implements Effect {
        public FocusShell(long number) {
            this(number, false);
        }
    }

    /// The mouse over a shell's screen, its place counted from that screen's corner.
    record ShellMouse(long number, MouseEvent event) implements Effect {}

    /// Takes the keys from the shell that has them.
    record LeaveShell() implements Effect {}

    /// Whether the terminal tells us of its mouse; if not, it can select text.
    record Mouse(boolean on) implements Effect {}

    /// Hangs up; of one that has ended the screen is forgotten.
    record CloseShell(long number) implements Effect {}

    /// Fetches all that a shell's terminal holds; answered by [Msg.TranscriptCame].
    record TakeTranscript(long number) implements Effect {}

    /// Gives a text to our own terminal's clipboard (OSC 52).
    record Copy(String text) implements Effect {}

    /// Something to do with recordings and other files.
    sealed interface Tape extends Effect {}

    /// Begins a recording; answered by [Msg.RecordBegan] or [Msg.RecordEnded].
    ///
    /// @param theme that the screen has
    record StartRecord(String theme) implements Tape {}

    /// Ends it; answered by [Msg.RecordEnded].
    record StopRecord() implements Tape {}

    /// Writes what the graphs of a container show into files; answered by [Msg.Told].
    record Export(String id, List<Point> points, ZonedDateTime now) implements Tape {
        public Export {
            points = List.copyOf(points);
        }
    }

    /// Moves about in a recording; answered by [Msg.Replayed].
    record Replay(ReplayAction action) implements Tape {}

    /// Ends the program.
    record Leave() implements Effect {}

    /// Samples so often from now on.
    record Interval(Duration every) implements Effect {}

    /// Gives the terminal back to the shell that started us, until it is brought to the front again.
    record Suspend() implements Effect {}

    /// Draws every cell anew: something else wrote on the screen.
    record Redraw() implements Effect {}
}
