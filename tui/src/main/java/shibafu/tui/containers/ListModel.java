package shibafu.tui.containers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.form.TextField;

/// The containers, and which of them is chosen. The choice follows the container, never the row: rows come and go
/// under the cursor, and a key must not hit another container than the one that was looked at.
///
/// @param selected id of the chosen one; empty only while there is none to be seen
/// @param filter text that a name, image or command must hold
/// @param typing whether keys go into the filter
/// @param loaded whether the engine has answered at all
/// @param patience for how many lists to come a chosen one may be missing: one just made may not be in them yet
public record ListModel(
        List<ContainerRow> rows,
        Optional<String> selected,
        TextField filter,
        boolean typing,
        boolean loaded,
        int patience) {
    public static final ListModel EMPTY = new ListModel(List.of(), Optional.empty(), TextField.EMPTY, false, false, 0);

    public ListModel {
        rows = List.copyOf(rows);
    }

    /// What the filter lets through, in the engine's order.
    public List<ContainerRow> visible() {
        String wanted = filter.text().strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                ? rows
                : rows.stream().filter(row -> matches(row, wanted)).toList();
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
        return new ListModel(now, selected, filter, typing, true, Math.max(0, patience - 1)).settled(before);
    }

    public ListModel select(String id) {
        return new ListModel(rows, Optional.of(id), filter, typing, loaded, 0);
    }

    /// Chooses one that was just made: a list that was asked for before may come after.
    public ListModel await(String id) {
        return new ListModel(rows, Optional.of(id), filter, typing, loaded, 3);
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
        return new ListModel(rows, selected, text, stillTyping, loaded, 0).settled(before);
    }

    private ListModel settled(int fallback) {
        List<ContainerRow> visible = visible();
        if (patience > 0) {
            return this;
        }
        if (visible.isEmpty()) {
            return new ListModel(rows, Optional.empty(), filter, typing, loaded, 0);
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
