package shibafu.engine.service;

import java.util.List;
import java.util.Optional;

/// What the form for a new container holds.
///
/// @param name empty: the engine chooses
/// @param image a name of the store, or a path to an archive or directory
/// @param command empty: the image's own
/// @param options further ones of `shibafu run`, such as `--user`, `1000`
public record NewContainer(
        Optional<String> name, String image, List<String> command, LimitChange limits, List<String> options) {
    public NewContainer {
        command = List.copyOf(command);
        options = List.copyOf(options);
    }

    /// One with docker's usual surroundings.
    public NewContainer(Optional<String> name, String image, List<String> command, LimitChange limits) {
        this(name, image, command, limits, List.of());
    }

    public NewContainer called(String newName) {
        return new NewContainer(Optional.of(newName), image, command, limits, options);
    }
}
