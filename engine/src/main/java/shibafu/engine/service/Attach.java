package shibafu.engine.service;

import java.util.List;

/// How to attach to a container's first program.
///
/// @param command to be run on a PTY
/// @param terminal whether it has a terminal; if not, its output can be seen, and nothing be typed
public record Attach(List<String> command, boolean terminal) {
    public Attach {
        command = List.copyOf(command);
    }
}
