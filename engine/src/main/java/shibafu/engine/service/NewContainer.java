package shibafu.engine.service;

import java.util.List;
import java.util.Optional;

/// What the form for a new container holds.
///
/// @param name empty: the engine chooses
/// @param image a name of the store, or a path to an archive or directory
/// @param command empty: the image's own
public record NewContainer(Optional<String> name, String image, List<String> command, LimitChange limits) {
    public NewContainer {
        command = List.copyOf(command);
    }
}
