package shibafu.tui.shell;

import java.time.Duration;
import java.util.Optional;

/// Which shell is open, and how the last one ended.
///
/// @param open id of the container whose shell has the terminal
public record ShellModel(Optional<String> open, Optional<Ended> last) {
    public static final ShellModel NONE = new ShellModel(Optional.empty(), Optional.empty());

    /// How a shell ended.
    ///
    /// @param words what to say of it besides
    public record Ended(String id, int exitCode, Duration lasted, String words) {}

    public ShellModel opened(String id) {
        return new ShellModel(Optional.of(id), last);
    }

    public ShellModel ended(Ended how) {
        return new ShellModel(Optional.empty(), Optional.of(how));
    }

    /// It never came to a shell.
    public ShellModel failed() {
        return new ShellModel(Optional.empty(), last);
    }
}
