package shibafu.engine.state;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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
        List<Look> looks = SeveralAtOnce.of(files.entries())
                .map(id -> Look.at(store, files, id))
                .toList();
        return new StateListing(
                looks.stream()
                        .flatMap(look -> look.found().stream())
                        .sorted(Comparator.comparing(ContainerState::created).thenComparing(ContainerState::id))
                        .toList(),
                looks.stream().flatMap(look -> look.broken().stream()).toList());
    }

    /// What stands under one name; neither if it is gone, or is no directory.
    private record Look(Optional<ContainerState> found, Optional<Broken> broken) {
        static Look at(StateStore store, StateFiles files, ContainerId id) {
            Path directory = files.directory(id);
            try {
                Optional<ContainerState> found = store.find(id);
                return new Look(found, found.isPresent() ? Optional.empty() : Broken.without(directory));
            } catch (StateException e) {
                Broken broken = new Broken(e.path().orElse(directory), String.valueOf(e.getMessage()));
                return new Look(Optional.empty(), Optional.of(broken).filter(same -> files.isDirectory(id)));
            }
        }
    }

    /// A record that cannot be read.
    ///
    /// @param path the file or directory to look at
    /// @param problem why, in one sentence that names the path
    public record Broken(Path path, String problem) {
        /// A directory that stands where a container's would, and holds no record; empty if there is none.
        static Optional<Broken> without(Path directory) {
            return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(new Broken(
                            directory,
                            "read container " + directory.getFileName() + " from " + directory
                                    + ": it holds no state.json"))
                    : Optional.empty();
        }
    }
}
