package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The mounts of a process, from `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
record MountTable(List<Entry> entries) {

    /// @param id and `parent`: numbers that say what is mounted on what
    /// @param root the part of the file system that is seen: `/`, or a directory below it where that was bound
    /// @param superOptions options of the file system itself; for a v1 cgroup they name its controllers
    record Entry(int id, int parent, String root, String mountPoint, String type, List<String> superOptions) {}

    /// @throws CgroupException if there is no such file, so no procfs
    static MountTable read(Path mountinfo) {
        try {
            return parse(Files.readAllLines(mountinfo));
        } catch (IOException e) {
            throw new CgroupException(
                    "read " + mountinfo + ": " + CgroupFile.reason(e) + ": is /proc mounted?",
                    mountinfo,
                    Optional.empty(),
                    e);
        }
    }

    static MountTable parse(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
            int separator = line.indexOf(" - ");
            if (separator < 0) {
                continue;
            }
            List<String> mount = List.of(line.substring(0, separator).split(" "));
            List<String> fileSystem = List.of(line.substring(separator + 3).split(" "));
            if (mount.size() < 5 || fileSystem.size() < 3) {
                continue;
            }
            entries.add(new Entry(
                    Integer.parseInt(mount.get(0)),
                    Integer.parseInt(mount.get(1)),
                    unescape(mount.get(3)),
                    unescape(mount.get(4)),
                    fileSystem.get(0),
                    List.of(fileSystem.get(2).split(","))));
        }
        return new MountTable(List.copyOf(entries));
    }

    /// Entries of a file system type that can be reached: not under a later mount on the same directory or above it.
    List<Entry> visible(String type) {
        Map<Integer, Entry> byId = new HashMap<>();
        entries.forEach(e -> byId.put(e.id(), e));
        return entries.stream()
                .filter(e -> e.type().equals(type) && !hidden(e, byId))
                .toList();
    }

    private boolean hidden(Entry entry, Map<Integer, Entry> byId) {
        Entry child = entry;
        if (covered(entry.id(), entry, entry)) {
            return true;
        }
        // The table of a process with a changed root ends before it reaches a mount that is its own parent.
        for (int depth = 0; depth < entries.size(); depth++) {
            Entry parent = byId.get(child.parent());
            if (parent == null || parent.id() == child.id()) {
                return false;
            }
            if (covered(parent.id(), child, entry)) {
                return true;
            }
            child = parent;
        }
        return false;
    }

    /// Whether another mount than `own` stands on `parent` at or above the mount point of `entry`.
    private boolean covered(int parent, Entry own, Entry entry) {
        Path point = Path.of(entry.mountPoint());
        return entries.stream()
                .anyMatch(e -> e.parent() == parent
                        && e.id() != parent
                        && e.id() != own.id()
                        && point.startsWith(Path.of(e.mountPoint())));
    }

    /// Space, tab, newline and backslash stand as `\040` and so on.
    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 3 < text.length()) {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
