package shibafu.engine.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a launcher has recorded of the process it made, where nobody has taken it into the container's record: one line
/// of the pid, its start time (field 22 of `/proc/PID/stat`, in clock ticks), and the same two of the supervisor.
final class StartedFile {
    private static final Pattern LINE = Pattern.compile("(\\d{1,9}) (\\d{1,18}) (\\d{1,9}) (\\d{1,18})\n");

    private StartedFile() {}

    /// The record with what the file says, if it says something: a line without an end is one that was cut off.
    static ContainerState join(ContainerState state, Path file) throws IOException {
        Matcher line;
        try {
            line = LINE.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            return state;
        }
        return line.matches()
                ? state.change()
                        .init(process(line.group(1), line.group(2)))
                        .supervisor(process(line.group(3), line.group(4)))
                        .build()
                : state;
    }

    private static ProcessRef process(String pid, String startTime) {
        return new ProcessRef(Integer.parseInt(pid), Long.parseLong(startTime));
    }
}
