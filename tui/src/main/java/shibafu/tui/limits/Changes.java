package shibafu.tui.limits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.service.LimitChange;

/// Changes of limits that were made from the screen, so that they can be taken back.
///
/// @param undo of each container what would undo its changes, the last change last
/// @param asked changes that the kernel has not answered yet, by container
public record Changes(Map<String, List<LimitChange>> undo, Map<String, Asked> asked) {
    public static final Changes NONE = new Changes(Map.of(), Map.of());

    /// More steps back than anybody remembers.
    private static final int MOST = 50;

    public Changes {
        undo = Map.copyOf(undo);
        asked = Map.copyOf(asked);
    }

    /// @param undo what would undo it
    /// @param takesBack whether it is itself the undoing of an earlier one
    record Asked(LimitChange change, LimitChange undo, boolean takesBack) {}

    /// What would undo the last change of a container.
    Optional<LimitChange> last(String id) {
        List<LimitChange> steps = undo.getOrDefault(id, List.of());
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
    }

    /// How many changes of a container can be taken back.
    public int steps(String id) {
        return undo.getOrDefault(id, List.of()).size();
    }

    public Changes asking(String id, LimitChange change, LimitChange undoing, boolean takesBack) {
        Map<String, Asked> more = new HashMap<>(asked);
        more.put(id, new Asked(change, undoing, takesBack));
        return new Changes(undo, more);
    }

    /// The kernel took a change; one that was not asked for here is nobody's to undo.
    public Changes accepted(String id, LimitChange change) {
        Asked answered = asked.get(id);
        if (answered == null || !answered.change().equals(change)) {
            return this;
        }
        List<LimitChange> steps = new ArrayList<>(undo.getOrDefault(id, List.of()));
        if (answered.takesBack()) {
            steps.removeLast();
        } else if (!answered.undo().isEmpty()) {
            steps.add(answered.undo());
        }
        Map<String, List<LimitChange>> more = new HashMap<>(undo);
        more.put(id, List.copyOf(steps.subList(Math.max(0, steps.size() - MOST), steps.size())));
        Map<String, Asked> rest = new HashMap<>(asked);
        rest.remove(id);
        return new Changes(more, rest);
    }
}
