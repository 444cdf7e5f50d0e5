package shibafu.engine.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What a launcher has recorded of the process it made, where nobody has taken it into the container's record: one line
/// of the pid, its start time (field 22 of `/proc/PID/stat`, in clock ticks), and the same two of the supervisor.
final class StartedFile {
    private static final Pattern LINE = Pattern.compile("(\\d{1,9}) (\\d{1,18}) (\\d{1,9}) (\\d{1,18})\n");

    private StartedFile() {}

    /// The record with what the file says, if it says something: a line without an end is one that was cut off.
    static ContainerState join(ContainerState state, Path file) throws IOException {
        return ProcessLine.read(file, LINE)
                .map(line -> state.change()
                        .init(ProcessLine.process(line, 1))
                        .supervisor(ProcessLine.process(line, 3))
                        .build())
                .orElse(state);
    }
}
