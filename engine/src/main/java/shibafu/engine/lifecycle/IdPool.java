package shibafu.engine.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Ids of the host, of which ranges are given to containers.
///
/// @param ranges all that there are
record IdPool(List<Range> ranges) {
    IdPool {
        ranges = List.copyOf(ranges);
    }

    /// Ids in a row.
    record Range(long first, long size) {
        long end() {
            return first + size;
        }

        boolean overlaps(Range other) {
            return first < other.end() && other.first < end();
        }
    }

    /// Those that somebody has in `/etc/subuid` or `/etc/subgid` (subuid(5)).
    ///
    /// @param lines of the file; those that are no `NAME:FIRST:COUNT` are passed over
    static IdPool of(List<String> lines, String name) {
        List<Range> ranges = new ArrayList<>();
        for (String line : lines) {
            if (line.matches("[^:#]+:\\d{1,10}:\\d{1,10}") && line.startsWith(name + ":")) {
                String[] words = line.split(":", -1);
                ranges.add(new Range(Long.parseLong(words[1]), Long.parseLong(words[2])));
            }
        }
        return new IdPool(ranges);
    }

    /// The first id of as many in a row that nobody has.
    OptionalLong place(long size, List<Range> taken) {
        for (Range range : ranges) {
            long first = range.first();
            OptionalLong next = OptionalLong.of(first);
            while (next.isPresent()) {
                first = next.getAsLong();
                Range wanted = new Range(first, size);
                next = taken.stream()
                        .filter(wanted::overlaps)
                        .mapToLong(Range::end)
                        .max();
            }
            if (first + size <= range.end()) {
                return OptionalLong.of(first);
            }
        }
        return OptionalLong.empty();
    }
}
