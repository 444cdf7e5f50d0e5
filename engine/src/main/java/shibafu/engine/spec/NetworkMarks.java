package shibafu.engine.spec;

import java.util.Map;
import java.util.OptionalLong;

/// Marks on what a container sends, for `tc` and `iptables` to act on; v1 alone has them.
///
/// @param classId `net_cls.classid`, 32 bits
/// @param priorities of packets by the interface they leave through, `net_prio.ifpriomap`
public record NetworkMarks(OptionalLong classId, Map<String, Long> priorities) {
    public static final NetworkMarks NONE = new NetworkMarks(OptionalLong.empty(), Map.of());

    public NetworkMarks {
        priorities = Map.copyOf(priorities);
    }

    NetworkMarks merge(NetworkMarks change) {
        return new NetworkMarks(
                Resources.later(classId, change.classId), Resources.both(priorities, change.priorities));
    }
}
