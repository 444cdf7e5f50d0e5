package shibafu.engine.cgroup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Reads the `misc` controller, which counts what a machine has few of, such as keys of encrypted guests.
final class MiscStats {
    private MiscStats() {}

    static List<CgroupStats.Misc> read(StatFolder folder) throws IOException {
        List<String> names = folder.text("misc.current")
                .text()
                .lines()
                .filter(line -> line.indexOf(' ') > 0)
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        List<CgroupStats.Misc> resources = new ArrayList<>();
        for (String name : names) {
            long current = folder.text("misc.current").number(name);
            long limit = folder.text("misc.max").number(name);
            long hits = folder.text("misc.events").number(name + ".max");
            resources.add(new CgroupStats.Misc(
                    name, current, limit == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(limit), hits));
        }
        return resources;
    }
}
