package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import shibafu.engine.ShibafuException;
import shibafu.engine.spec.LinuxSpec.IdMapping;

/// The ids of an ordinary user, as the user namespace has them that Shibafu works in for that user: 0 is their own, and
/// those that they have besides (subuid(5), subgid(5)) follow it.
///
/// @param uid their own on the host
/// @param uids how many they have, their own among them
public record OwnIds(long uid, long gid, long uids, long gids) {
    /// @param process a directory of procfs whose `uid_map` and `gid_map` tell (user_namespaces(7))
    static OwnIds read(Path process) {
        List<long[]> users = map(process.resolve("uid_map"));
        List<long[]> groups = map(process.resolve("gid_map"));
        return new OwnIds(users.getFirst()[1], groups.getFirst()[1], count(users), count(groups));
    }

    /// Those of the user whom this program serves.
    public static OwnIds here() {
        return read(Path.of("/proc/self"));
    }

    /// Maps that show the user's own ids as these, and as many others around them as there are.
    public List<IdMapping> uidsWithOwnAs(long inside) {
        return around(inside, uids);
    }

    public List<IdMapping> gidsWithOwnAs(long inside) {
        return around(inside, gids);
    }

    private static List<IdMapping> around(long inside, long count) {
        long below = Math.min(inside, count - 1);
        List<IdMapping> ranges = new ArrayList<>();
        if (below > 0) {
            ranges.add(new IdMapping(0, 1, below));
        }
        ranges.add(new IdMapping(inside, 0, 1));
        if (count - 1 > below) {
            ranges.add(new IdMapping(inside + 1, below + 1, count - 1 - below));
        }
        return ranges;
    }

    private static long count(List<long[]> map) {
        return map.stream().mapToLong(range -> range[2]).sum();
    }

    private static List<long[]> map(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.strip().split(" +"))
                    .map(words ->
                            new long[] {Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2])})
                    .toList();
        } catch (IOException e) {
            throw new ShibafuException("read " + file + ": " + e.getMessage(), e);
        }
    }
}
