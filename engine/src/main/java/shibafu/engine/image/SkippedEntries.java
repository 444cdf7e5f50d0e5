package shibafu.engine.image;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What of an archive is not unpacked, and why.
final class SkippedEntries {
    private static final int NAMED = 3;

    private final Map<Kind, List<String>> names = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    /// Each with its words for one and for many, and what to know about it.
    enum Kind {
        DEVICE("device node", "device nodes", "the engine makes those a container may use"),
        SOCKET("socket", "sockets", "who uses one makes it"),
        UNKNOWN("entry of unknown kind", "entries of unknown kind", "this tar needs something newer");

        private final String one;
        private final String many;
        private final String remark;

        Kind(String one, String many, String remark) {
            this.one = one;
            this.many = many;
            this.remark = remark;
        }
    }

    void add(Kind kind, EntryPath entry) {
        counts.merge(kind, 1L, Long::sum);
        List<String> known = names.computeIfAbsent(kind, k -> new ArrayList<>());
        if (known.size() < NAMED) {
            known.add(entry.toString());
        }
    }

    /// A sentence for each kind, such as `left out 2 FIFOs (run/a, run/b): who uses one makes it`.
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        counts.forEach((kind, count) -> notices.add("left out %d %s (%s%s): %s"
                .formatted(
                        count,
                        count == 1 ? kind.one : kind.many,
                        String.join(", ", names.getOrDefault(kind, List.of())),
                        count > NAMED ? ", ..." : "",
                        kind.remark)));
        return notices;
    }
}
