package shibafu.engine.state;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a look into the state directory found.
///
/// @param containers the oldest first
/// @param broken records that are there and cannot be read; they never hide the others
public record StateListing(List<ContainerState> containers, List<Broken> broken) {
    public StateListing {
        containers = List.copyOf(containers);
        broken = List.copyOf(broken);
    }

    static StateListing of(StateStore store, StateFiles files) {
        List<ContainerState> containers = new ArrayList<>();
        List<Broken> broken = new ArrayList<>();
        for (ContainerId id : files.entries()) {
            Path directory = files.directory(id);
            try {
                store.find(id).ifPresentOrElse(containers::add, () -> Broken.without(directory)
                        .ifPresent(broken::add));
            } catch (StateException e) {
                if (!files.isDirectory(id)) {
                    continue; // a file, which is no container's
                }
                broken.add(new Broken(e.path().orElse(directory), String.valueOf(e.getMessage())));
            }
        }
        containers.sort(Comparator.comparing(ContainerState::created).thenComparing(ContainerState::id));
        return new StateListing(containers, broken);
    }

    /// A record that cannot be read.
    ///
    /// @param path the file or directory to look at
    /// @param problem why, in one sentence that names the path
    public record Broken(Path path, String problem) {
        /// A directory that stands where a container's would, and holds no record; empty if there is none.
        static Optional<Broken> without(Path directory) {
            return Files.exists(directory, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(new Broken(
                            directory,
                            "read container " + directory.getFileName() + " from " + directory
                                    + ": it holds no state.json"))
                    : Optional.empty();
        }
    }
}
