package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The processes of a cgroup and of all below it.
final class ProcessList {
    private ProcessList() {}

    static List<Integer> below(Path directory) {
        SortedSet<Integer> pids = new TreeSet<>();
        collect(directory, pids);
        return List.copyOf(pids);
    }

    private static void collect(Path directory, SortedSet<Integer> pids) {
        for (String line : read(directory)) {
            int pid = Integer.parseInt(line);
            if (pid > 0) { // 0: a process that this pid namespace does not see
                pids.add(pid);
            }
        }
        try (DirectoryStream<Path> below = Files.newDirectoryStream(directory, Files::isDirectory)) {
            below.forEach(child -> collect(child, pids));
        } catch (IOException e) {
            if (Files.isDirectory(directory)) {
                throw new CgroupException(
                        "list cgroups below " + directory + ": " + CgroupFile.reason(e),
                        directory,
                        Optional.empty(),
                        e);
            }
        }
    }

    private static List<String> read(Path directory) {
        Path file = directory.resolve("cgroup.procs");
        try {
            return CgroupFile.read(file).map(text -> text.lines().toList()).orElse(List.of());
        } catch (CgroupException e) {
            // EOPNOTSUPP: a threaded cgroup; its processes stand in the one above.
            if (CgroupFile.read(directory.resolve("cgroup.type"))
                    .filter("threaded"::equals)
                    .isPresent()) {
                return List.of();
            }
            throw e;
        }
    }
}
