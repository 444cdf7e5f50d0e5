package shibafu.tui.containers;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.state.ContainerStatus;
import shibafu.tui.form.TextField;
import shibafu.tui.stats.Trace;

/// The containers, and which of them is chosen. The choice follows the container, never the row: rows come and go
/// under the cursor, and a key must not hit another container than the one that was looked at.
///
/// @param selected id of the chosen one; empty only while there is none to be seen
/// @param filter text that a name, image or command must hold
/// @param typing whether keys go into the filter
/// @param loaded whether the engine has answered at all
/// @param patience for how many lists to come a chosen one may be missing: one just made may not be in them yet
/// @param marked ids of those that a verb is meant for; none: it is meant for the chosen one
public record ListModel(
        List<ContainerRow> rows,
        Optional<String> selected,
        TextField filter,
        boolean typing,
        boolean loaded,
        int patience,
        Set<String> marked,
        Look look) {
    public static final ListModel EMPTY =
            new ListModel(List.of(), Optional.empty(), TextField.EMPTY, false, false, 0, Set.of(), Look.PLAIN);

    public ListModel {
        rows = List.copyOf(rows);
        marked = Set.copyOf(marked);
    }

    /// What the filter lets through, in the order that was last made.
    public List<ContainerRow> visible() {
        String wanted = filter.text().strip().toLowerCase(Locale.ROOT);
        Map<String, Integer> places = new HashMap<>();
        look.order().forEach(id -> places.put(id, places.size()));
        return rows.stream()
                .filter(row -> wanted.isEmpty() || matches(row, wanted))
                .filter(row -> !look.endedHidden() || row.status() != ContainerStatus.STOPPED)
                .sorted(Comparator.comparingInt(row -> places.getOrDefault(row.id(), Integer.MAX_VALUE)))
                .toList();
    }

    /// Those that a verb is meant for: the marked ones, else the chosen one.
    public List<ContainerRow> meant() {
        return marked.isEmpty()
                ? selectedRow().stream().toList()
                : visible().stream().filter(row -> marked.contains(row.id())).toList();
    }

    public Optional<ContainerRow> selectedRow() {
        return visible().stream()
                .filter(row -> selected.filter(row.id()::equals).isPresent())
                .findFirst();
    }

    /// Where the chosen one stands among the visible, 0 if there is none.
    public int selectedIndex() {
        return Math.max(0, indexOf(visible(), selected));
    }

    /// With what the engine says now. If the chosen one is gone, its successor in the list is chosen.
    public ListModel listed(List<ContainerRow> now) {
        int before = selectedIndex();
        return new ListModel(now, selected, filter, typing, true, Math.max(0, patience - 1), kept(now), look)
                .settled(before);
    }

    public ListModel select(String id) {
        return new ListModel(rows, Optional.of(id), filter, typing, loaded, 0, marked, look);
    }

    /// Chooses one that was just made: a list that was asked for before may come after.
    public ListModel await(String id) {
        return new ListModel(rows, Optional.of(id), filter, typing, loaded, 3, marked, look);
    }

    /// The row so many further down, as far as there are rows.
    public ListModel moved(int rowsDown) {
        return at((long) selectedIndex() + rowsDown);
    }

    /// The row of that index, or the nearest there is.
    public ListModel at(long index) {
        List<ContainerRow> visible = visible();
        return visible.isEmpty()
                ? this
                : select(visible.get(Math.clamp(index, 0, visible.size() - 1)).id());
    }

    public ListModel filtering(TextField text, boolean stillTyping) {
        int before = selectedIndex();
        return new ListModel(rows, selected, text, stillTyping, loaded, 0, marked, look).settled(before);
    }

    /// Marks the chosen one, or no longer.
    public ListModel toggled() {
        Set<String> changed = new HashSet<>(marked);
        selectedRow().map(ContainerRow::id).ifPresent(id -> {
            if (!changed.remove(id)) {
                changed.add(id);
            }
        });
        return new ListModel(rows, selected, filter, typing, loaded, patience, changed, look);
    }

    public ListModel unmarked() {
        return new ListModel(rows, selected, filter, typing, loaded, patience, Set.of(), look);
    }

    /// A mark goes with its container.
    private Set<String> kept(List<ContainerRow> now) {
        Set<String> kept = new HashSet<>(marked);
        kept.retainAll(now.stream().map(ContainerRow::id).toList());
        return kept;
    }

    public ListModel looked(Look other) {
        int before = selectedIndex();
        return new ListModel(rows, selected, filter, typing, loaded, patience, marked, other).settled(before);
    }

    public ListModel withColumns(List<String> names) {
        return looked(look.withColumns(names));
    }

    public ListModel hidingEnded(boolean hide) {
        return looked(look.hidingEnded(hide));
    }

    public ListModel sortedBy(Sort by) {
        return looked(look.sortedBy(by));
    }

    public ListModel turned() {
        return looked(look.turned());
    }

    /// The cursor was moved by somebody: rows stand still for a while.
    public ListModel movedAt(Instant now) {
        return new ListModel(rows, selected, filter, typing, loaded, patience, marked, look.movedAt(now));
    }

    /// In order again, if the cursor has been still; the same list if nothing moves.
    public ListModel ordered(Function<ContainerRow, Trace> traces, Instant now) {
        return look.sort() == Sort.NONE || look.isStill(now) ? this : inOrder(traces);
    }

    /// In order at once.
    public ListModel inOrder(Function<ContainerRow, Trace> traces) {
        List<String> ids = look.sort() == Sort.NONE ? List.of() : look.sort().order(rows, traces, look.inverted());
        return ids.equals(look.order()) ? this : looked(look.ordered(ids));
    }

    private ListModel settled(int fallback) {
        List<ContainerRow> visible = visible();
        if (patience > 0) {
            return this;
        }
        if (visible.isEmpty()) {
            return new ListModel(rows, Optional.empty(), filter, typing, loaded, 0, marked, look);
        }
        return indexOf(visible, selected) >= 0 ? this : at(fallback);
    }

    private static int indexOf(List<ContainerRow> rows, Optional<String> id) {
        for (int i = 0; i < rows.size(); i++) {
            if (id.isPresent() && rows.get(i).id().equals(id.get())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(ContainerRow row, String wanted) {
        return (row.id() + " " + row.image() + " " + String.join(" ", row.command()))
                .toLowerCase(Locale.ROOT)
                .contains(wanted);
    }
}
