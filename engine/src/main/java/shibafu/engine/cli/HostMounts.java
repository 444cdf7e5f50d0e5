package shibafu.engine.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import shibafu.engine.disk.MountTable;
import shibafu.engine.kernel.MountWatch;
import shibafu.engine.lifecycle.Places;

/// Tells when something was mounted that changes what an engine found out about its host: a cgroup tree, or anything on
/// one or on a place where the engine keeps things. Others mount all the time, a runtime for every container.
final class HostMounts {
    private static final int MOUNT_POINT = 4; // of the fields of a line, proc_pid_mountinfo(5)
    private static final Set<String> TREES = Set.of("cgroup", "cgroup2", "resctrl");

    private final MountWatch watch;
    private byte[] text;

    /// @throws IOException if there is no procfs
    HostMounts() throws IOException {
        watch = new MountWatch();
        text = watch.text();
    }

    /// Whether anything that matters to these places was mounted or unmounted since this was last asked.
    boolean changed(Collection<Places> places) throws IOException {
        if (!watch.changed()) {
            return false;
        }
        byte[] before = text;
        text = watch.text();
        // Mostly what was mounted is gone again.
        return !Arrays.equals(before, text) && !mattering(before, places).equals(mattering(text, places));
    }

    /// The lines of `/proc/PID/mountinfo` that matter.
    static List<String> mattering(byte[] mountinfo, Collection<Places> places) {
        List<String> lines =
                new String(mountinfo, StandardCharsets.ISO_8859_1).lines().toList();
        List<String> trees = lines.stream()
                .filter(line -> TREES.contains(type(line)))
                .map(HostMounts::point)
                .toList();
        return lines.stream()
                .filter(line -> {
                    String point = point(line);
                    return point.indexOf('\\') >= 0 // escaped, so that it cannot be compared
                            || trees.stream().anyMatch(tree -> MountTable.contains(point, tree))
                            || places.stream()
                                    .flatMap(Places::directories)
                                    .anyMatch(place -> MountTable.contains(point, place));
                })
                .toList();
    }

    private static String point(String line) {
        String[] fields = line.split(" ", MOUNT_POINT + 2);
        return fields.length > MOUNT_POINT ? fields[MOUNT_POINT] : "";
    }

    private static String type(String line) {
        int separator = line.indexOf(" - ");
        return separator < 0 ? "" : line.substring(separator + 3).split(" ", 2)[0];
    }
}
