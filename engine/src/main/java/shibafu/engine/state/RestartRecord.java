package shibafu.engine.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What a supervisor has recorded of the last time that it ran its container again: a line of the count, the pid, and
/// the start time (field 22 of `/proc/PID/stat`, in clock ticks).
///
/// @param count how often it was run again; 0: never
/// @param init its process since then; [ProcessRef#NONE] if never
public record RestartRecord(int count, ProcessRef init) {
    /// Of a container that was run once.
    public static final RestartRecord NONE = new RestartRecord(0, ProcessRef.NONE);

    private static final Pattern LINE = Pattern.compile("(\\d{1,9}) (\\d{1,9}) (\\d{1,18})\n");

    static RestartRecord read(Path file) throws IOException {
        return ProcessLine.read(file, LINE)
                .map(line -> new RestartRecord(Integer.parseInt(line.group(1)), ProcessLine.process(line, 2)))
                .orElse(NONE);
    }

    ContainerState join(ContainerState state) {
        return init.isNone() ? state : state.change().init(init).build();
    }
}
