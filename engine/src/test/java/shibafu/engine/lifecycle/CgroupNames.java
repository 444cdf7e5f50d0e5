package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Cgroups by their name, at the top of each hierarchy. Asks for that name alone: what else is there comes and goes.
final class CgroupNames {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    private CgroupNames() {}

    static List<Path> find(String name) throws IOException {
        try (Stream<Path> hierarchies = Files.list(ROOT)) {
            return Stream.concat(Stream.of(ROOT), hierarchies)
                    .map(hierarchy -> hierarchy.resolve(name))
                    .filter(Files::exists)
                    .toList();
        }
    }
}
