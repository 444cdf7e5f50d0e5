package shibafu.tui.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.metrics.ProcessUse;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.LimitChange;
import shibafu.pty.vt.MouseEvent;
import shibafu.pty.vt.ScreenSnapshot;
import shibafu.pty.vt.Transcript;
import shibafu.tui.draw.Size;
import shibafu.tui.keys.Key;
import shibafu.tui.reader.Subject;

/// Something that happened.
public sealed interface Msg {
    record KeyPressed(Key key) implements Msg {}

    /// Text that was pasted: it types, and never commands.
    record Pasted(String text) implements Msg {}

    /// Something the mouse did on our screen.
    record Mouse(MouseEvent event) implements Msg {}

    record Resized(Size size) implements Msg {}

    /// The engine was asked for its containers.
    record Listed(List<ContainerRow> rows, Instant at) implements Msg {
        public Listed {
            rows = List.copyOf(rows);
        }
    }

    record ListFailed(String why, Instant at) implements Msg {}

    record Sampled(String id, Sample sample) implements Msg {}

    record SampleFailed(String id, String why) implements Msg {}

    /// The processes that used most, at the time of a sample.
    record Busiest(String id, Instant at, List<ProcessUse> processes) implements Msg {
        public Busiest {
            processes = List.copyOf(processes);
        }
    }

    record Images(List<String> names) implements Msg {
        public Images {
            names = List.copyOf(names);
        }
    }

    /// @param result what the engine said of it: an id, or empty
    record Done(Effect.Ask asked, String result) implements Msg {}

    record Failed(Effect.Ask asked, String why) implements Msg {}

    /// Limits were left as they are, because the kernel would have had to kill.
    record WouldKill(Effect.Update asked, String why) implements Msg {}

    /// What a change of limits would write, or why it can't be.
    record Previewed(String id, LimitChange change, String text) implements Msg {}

    /// A text that was asked for, or a newer one.
    record TextCame(Subject subject, String id, List<String> lines) implements Msg {
        public TextCame {
            lines = List.copyOf(lines);
        }
    }

    record TextFailed(Subject subject, String id, String why) implements Msg {}

    record Happened(ContainerEvent event) implements Msg {}

    /// A shell has printed something.
    record ShellScreen(long number, ScreenSnapshot screen) implements Msg {}

    /// All that a shell's terminal holds.
    ///
    /// @param back how many lines its pane looks back
    record TranscriptCame(long number, Transcript transcript, int back) implements Msg {}

    /// The keys are ours again.
    record ShellLeft() implements Msg {}

    /// @param lastWords the last line it printed, for shells that ended at once
    record ShellEnded(long number, String id, int exitCode, Duration lasted, String lastWords) implements Msg {}

    record ShellFailed(long number, String id, String why) implements Msg {}

    /// A recording is being made from now on.
    ///
    /// @param folder that it is written to
    record RecordBegan(String folder, Instant since) implements Msg {}

    /// It has ended, or could not be begun.
    ///
    /// @param problem empty if it was stopped
    record RecordEnded(String folder, String problem) implements Msg {}

    /// Something to tell that nobody asked for.
    record Told(boolean bad, String text) implements Msg {}

    /// The terminal is gone.
    record InputEnded() implements Msg {}
}
