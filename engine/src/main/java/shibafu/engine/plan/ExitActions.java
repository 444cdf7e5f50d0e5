package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import shibafu.engine.spec.Hooks.Hook;

/// What the supervisor does when the container has ended, besides killing its last processes and removing its cgroup.
///
/// @param exitFile where exit code, time and OOM kills are written
/// @param removeFiles files to unlink
/// @param removeTrees directories to remove with all below them
/// @param forget the container's record, which goes too
/// @param leave a program that gives back what it has of networks, while its record is still there; like a hook
public record ExitActions(
        Optional<Path> exitFile,
        List<Path> removeFiles,
        List<Path> removeTrees,
        Optional<Forget> forget,
        Optional<Hook> leave) {

    /// Nobody waits until it is removed: that its name is free is all that can be seen.
    ///
    /// @param aside a name that nobody has, on the same file system
    public record Forget(Path record, Path aside) {}

    /// Nobody waits for the end: the plan has no exit section, and the cgroup stays until it is deleted.
    public static final ExitActions NONE =
            new ExitActions(Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.empty());

    /// The same, with another record to forget.
    public ExitActions withForget(Optional<Forget> other) {
        return new ExitActions(exitFile, removeFiles, removeTrees, other, leave);
    }

    public ExitActions {
        removeFiles = List.copyOf(removeFiles);
        removeTrees = List.copyOf(removeTrees);
    }
}
