package shibafu.tui.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.metrics.ProcessUse;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.service.HeldLimits;
import shibafu.engine.service.ImageRow;
import shibafu.engine.service.LimitChange;
import shibafu.pty.vt.MouseEvent;
import shibafu.pty.vt.ScreenSnapshot;
import shibafu.pty.vt.Transcript;
import shibafu.tui.draw.Size;
import shibafu.tui.keys.Key;
import shibafu.tui.reader.Content;
import shibafu.tui.reader.Subject;
import shibafu.tui.replay.Position;

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

    /// The answers to [Effect.All].
    record Answered(List<Msg> each) implements Msg {
        public Answered {
            each = List.copyOf(each);
        }
    }

    /// A new container could not be started; how far its start came can be read by the name it would have had.
    record StartFailed(Effect.Ask asked, String id, String why) implements Msg {}

    /// Limits were left as they are, because the kernel would have had to kill.
    record WouldKill(Effect.Update asked, String why) implements Msg {}

    /// For the screen of images.
    sealed interface OfImages extends Msg {}

    record ImagesSeen(List<ImageRow> rows) implements OfImages {
        public ImagesSeen {
            rows = List.copyOf(rows);
        }
    }

    record PathsSeen(String begun, List<String> paths) implements OfImages {
        public PathsSeen {
            paths = List.copyOf(paths);
        }
    }

    /// @param totalBytes 0 where unknown
    record Importing(String name, long readBytes, long totalBytes) implements OfImages {}

    /// @param name of an image that is there now; empty for one that is gone
    record ImageDone(String name, String text) implements OfImages {}

    record ImageFailed(Effect.OfImages asked, String why) implements OfImages {}

    /// What a change of limits would write, or why it can't be.
    record Previewed(String id, LimitChange change, String text) implements Msg {}

    /// The limits that a container has now.
    record LimitsCame(String id, HeldLimits held) implements Msg {}

    /// A text that was asked for, or a newer one.
    record TextCame(Subject subject, String id, Content content) implements Msg {}

    record TextFailed(Subject subject, String id, String why) implements Msg {}

    record Happened(ContainerEvent event) implements Msg {}

    /// A shell has printed something.
    record ShellScreen(long number, ScreenSnapshot screen) implements Msg {}

    /// All that a shell's terminal holds.
    ///
    /// @param back how many lines its pane looks back
    record TranscriptCame(long number, Transcript transcript, int back) implements Msg {}

    /// The mouse was moved with its button held over a program that does not want to hear of it.
    ///
    /// @param from where on its screen that began
    /// @param to where it is now
    record DragBegan(long number, Transcript transcript, int back, MouseEvent from, MouseEvent to) implements Msg {}

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

    /// A recording was moved to another moment: what was known then, in the place of all that was known.
    ///
    /// @param samples of each container, the newest last
    /// @param shells that were open: the names of their containers, by number, in the order of their opening
    record Restored(
            Instant at,
            List<ContainerRow> rows,
            Map<String, List<Sample>> samples,
            List<ContainerEvent> events,
            Map<Long, String> shells)
            implements Msg {
        public Restored {
            rows = List.copyOf(rows);
            samples = Map.copyOf(samples);
            events = List.copyOf(events);
            shells = Collections.unmodifiableMap(new LinkedHashMap<>(shells));
        }
    }

    /// Where in a recording one is now.
    record Replayed(Position position) implements Msg {}

    /// A shell is there that somebody else opened.
    record ShellJoined(long number, String id) implements Msg {}

    /// The terminal has told its background, and this theme goes with it.
    record ThemeFits(String name) implements Msg {}

    /// Something to tell that nobody asked for.
    record Told(boolean bad, String text) implements Msg {}

    /// The terminal is gone.
    record InputEnded() implements Msg {}
}
