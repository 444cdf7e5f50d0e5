package shibafu.engine.systemd;

import java.util.ArrayList;
import java.util.List;

/// A scope by its names.
///
/// @param bus `system` or `user`: whose systemd it is
/// @param slice the unit that it is in
/// @param name of the scope itself, with `.scope`
public record ScopeUnit(String bus, String slice, String name) {
    private static final int PARTS = 3;

    /// @param cgroupsPath of a config.json: `slice:prefix:name`, where each may be empty; empty itself for ours
    /// @param id of the container
    /// @throws SystemdException if it has another form
    public static ScopeUnit of(Bus bus, String cgroupsPath, String id) {
        if (cgroupsPath.isEmpty()) {
            return new ScopeUnit(bus.word(), bus.defaultSlice(), "shibafu-" + escape(id) + ".scope");
        }
        List<String> parts = List.of(cgroupsPath.split(":", -1));
        if (parts.size() != PARTS
                || cgroupsPath.contains("/")
                || parts.getLast().isEmpty()) {
            throw new SystemdException("use cgroup path \"" + cgroupsPath
                    + "\": expected cgroupsPath to be of format \"slice:prefix:name\" for systemd cgroups");
        }
        String slice = parts.getFirst().isEmpty() ? bus.defaultSlice() : parts.getFirst();
        if (!slice.endsWith(".slice")) {
            throw new SystemdException(
                    "use cgroup path \"" + cgroupsPath + "\": the slice \"" + slice + "\" must end in .slice");
        }
        String prefix = parts.get(1).isEmpty() ? "" : parts.get(1) + "-";
        return new ScopeUnit(bus.word(), slice, escape(prefix + parts.getLast()) + ".scope");
    }

    /// As it was written by [#toString].
    public static ScopeUnit parse(String text) {
        List<String> parts = List.of(text.split("/", -1));
        if (parts.size() != PARTS) {
            throw new SystemdException("read scope \"" + text + "\": it is not of the form bus/slice/name");
        }
        return new ScopeUnit(parts.get(0), parts.get(1), parts.get(2));
    }

    /// Its cgroup below the cgroup of its systemd: `/a.slice/a-b.slice/name` for the slice `a-b.slice`.
    ///
    /// @param root the cgroup of the systemd itself, empty for the machine's
    public String cgroupsPath(String root) {
        StringBuilder path = new StringBuilder(root);
        slices().forEach(each -> path.append('/').append(each));
        return path.append('/').append(name).toString();
    }

    /// The slice after all those that it is in: a dash is one step down (systemd.slice(5)); `-.slice` is the root.
    private List<String> slices() {
        String stem = slice.substring(0, slice.length() - ".slice".length());
        if (stem.equals("-")) {
            return List.of();
        }
        List<String> slices = new ArrayList<>();
        for (int dash = stem.indexOf('-'); dash >= 0; dash = stem.indexOf('-', dash + 1)) {
            slices.add(stem.substring(0, dash) + ".slice");
        }
        slices.add(slice);
        return slices;
    }

    /// A name may have other characters than a unit's, which are written as `\xNN` (systemd.unit(5)).
    private static String escape(String name) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            boolean plain = letter < 128 && (Character.isLetterOrDigit(letter) || "_.-:".indexOf(letter) >= 0);
            escaped.append(plain ? String.valueOf(letter) : "\\x%02x".formatted((int) letter));
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return bus + "/" + slice + "/" + name;
    }
}
