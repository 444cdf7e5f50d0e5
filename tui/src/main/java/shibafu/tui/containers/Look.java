package shibafu.tui.containers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How the list is looked at.
///
/// @param endedHidden whether containers that have ended are left out
/// @param columns names of those wanted, from left to right; none for as many as have room
/// @param order ids as they were put in order last; what is not among them comes after
/// @param movedAt when the cursor was moved last
public record Look(
        Sort sort, boolean inverted, boolean endedHidden, List<String> columns, List<String> order, Instant movedAt) {
    public static final Look PLAIN = new Look(Sort.NONE, false, false, List.of(), List.of(), Instant.MIN);

    /// So long rows stay where they are after the cursor was moved: nobody wants to hit another than they saw.
    private static final Duration STILL = Duration.ofSeconds(5);

    public Look {
        columns = List.copyOf(columns);
        order = List.copyOf(order);
    }

    /// By another column; by the same one once more the other way round.
    Look sortedBy(Sort by) {
        return new Look(by, by == sort && !inverted, endedHidden, columns, order, movedAt);
    }

    Look turned() {
        return new Look(sort, !inverted, endedHidden, columns, order, movedAt);
    }

    Look hidingEnded(boolean hide) {
        return new Look(sort, inverted, hide, columns, order, movedAt);
    }

    Look withColumns(List<String> names) {
        return new Look(sort, inverted, endedHidden, names, order, movedAt);
    }

    Look ordered(List<String> ids) {
        return new Look(sort, inverted, endedHidden, columns, ids, movedAt);
    }

    Look movedAt(Instant now) {
        return new Look(sort, inverted, endedHidden, columns, order, now);
    }

    boolean isStill(Instant now) {
        return !movedAt.equals(Instant.MIN) && now.isBefore(movedAt.plus(STILL));
    }
}
