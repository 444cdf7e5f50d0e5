package shibafu.tui.shell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import shibafu.pty.vt.ScreenSnapshot;
import shibafu.tui.flow.Program;

/// The panes that are open, as tabs of which some stand side by side.
///
/// @param current place of the one that is chosen
/// @param focused whether the keys are its
/// @param split how many stand side by side; 0 for as many as have room
/// @param zoomed whether the panes have all the room there is
/// @param left number of the one that was left by the last key, so that the same key once more is meant for it
/// @param next number of the next one
public record ShellModel(
        List<Pane> panes, int current, boolean focused, int split, boolean zoomed, Optional<Long> left, long next) {
    public static final ShellModel NONE = new ShellModel(List.of(), 0, false, 0, false, Optional.empty(), 1);

    public ShellModel {
        panes = List.copyOf(panes);
    }

    /// The one that is chosen.
    public Optional<Pane> shown() {
        return panes.isEmpty() ? Optional.empty() : Optional.of(panes.get(current));
    }

    /// The one to go to for a program in a container: the chosen one if it is such, else the first; before one that
    /// has ended one that runs.
    public Optional<Pane> of(String id, Program program) {
        List<Pane> such = new ArrayList<>();
        shown().ifPresent(such::add);
        such.addAll(panes);
        such.removeIf(pane -> !pane.id().equals(id) || !pane.program().equals(program));
        return such.stream().filter(Pane::runs).findFirst().or(() -> such.stream()
                .findFirst());
    }

    /// With one more, which has the keys; its number is what [#next] was.
    public ShellModel opened(String id, Program program) {
        List<Pane> more = new ArrayList<>(panes);
        more.add(Pane.opened(next, id, program));
        return new ShellModel(more, panes.size(), true, split, zoomed, Optional.empty(), next + 1);
    }

    /// With a command line run in each of these containers; the first is chosen, and has the keys if it is alone. Their
    /// numbers are what [#next] was and those after it.
    public ShellModel ran(List<String> ids, String line) {
        List<Pane> more = new ArrayList<>(panes);
        for (int i = 0; i < ids.size(); i++) {
            more.add(Pane.opened(next + i, ids.get(i), new Program.Command(line, next)));
        }
        return new ShellModel(more, panes.size(), ids.size() == 1, split, zoomed, Optional.empty(), next + ids.size());
    }

    /// Those that were started together with the chosen one by one command; none if it is no such.
    public List<Pane> batch() {
        return shown().map(Pane::program)
                .filter(Program.Command.class::isInstance)
                .map(program -> panes.stream()
                        .filter(pane -> pane.program().equals(program))
                        .toList())
                .orElse(List.of());
    }

    /// Without those that have ended.
    public ShellModel running() {
        ShellModel left = this;
        for (Pane pane : panes) {
            left = pane.runs() ? left : left.closed(pane.number());
        }
        return left;
    }

    public ShellModel withSplit(int count) {
        return new ShellModel(panes, current, focused, count, zoomed, left, next);
    }

    /// With a new one in the place of one that has ended; it has the keys.
    public ShellModel reopened(long number) {
        int place = place(number);
        Pane old = panes.get(place);
        List<Pane> changed = new ArrayList<>(panes);
        changed.set(place, Pane.opened(next, old.id(), old.program()));
        return new ShellModel(changed, place, true, split, zoomed, Optional.empty(), next + 1);
    }

    /// With one that somebody else opened, which is not given the keys.
    public ShellModel joined(long number, String id) {
        List<Pane> more = new ArrayList<>(panes);
        more.add(Pane.opened(number, id, new Program.Shell()));
        return new ShellModel(more, current, focused, split, zoomed, left, Math.max(next, number + 1));
    }

    /// The one shown stays so, if it is still there.
    public ShellModel joined(Map<Long, String> all) {
        boolean zoom = zoomed && !all.isEmpty();
        ShellModel joined = new ShellModel(List.of(), 0, false, split, zoom, Optional.empty(), next);
        for (Map.Entry<Long, String> each : all.entrySet()) {
            joined = joined.joined(each.getKey(), each.getValue());
        }
        int place = shown().map(Pane::number).map(joined::place).orElse(-1);
        return place < 0 ? joined : joined.at(place);
    }

    public ShellModel focused(long number) {
        ShellModel there = at(place(number));
        return new ShellModel(there.panes, there.current, true, split, zoomed, Optional.empty(), next);
    }

    /// The keys are the screen's again.
    public ShellModel leaving() {
        return new ShellModel(panes, current, false, split, zoomed, shown().map(Pane::number), next);
    }

    /// After a key that meant something else than the one that was left.
    public ShellModel turnedAway() {
        return new ShellModel(panes, current, focused, split, zoomed, Optional.empty(), next);
    }

    public ShellModel withZoom(boolean zoom) {
        return new ShellModel(panes, current, focused, split, zoom && !panes.isEmpty(), left, next);
    }

    /// Chooses the next tab, or the one before.
    public ShellModel turned(int by) {
        return panes.isEmpty() ? this : at(Math.floorMod(current + by, panes.size()));
    }

    private ShellModel at(int place) {
        return new ShellModel(panes, place, focused, split, zoomed, left, next);
    }

    /// Where the first of those side by side stands, if so many do.
    public int firstOf(int beside) {
        List<Pane> batch = batch();
        return batch.size() == beside && beside > 1 ? panes.indexOf(batch.getFirst()) : current / beside * beside;
    }

    /// Those side by side are in sight: what they had to tell is seen. The same model if that was so before.
    public ShellModel seen(int beside) {
        int first = firstOf(beside);
        ShellModel now = this;
        for (int place = first; place < Math.min(first + beside, panes.size()); place++) {
            Pane pane = panes.get(place);
            now = pane.unseen() || pane.rung() ? now.changed(place, Pane::seen) : now;
        }
        return now;
    }

    /// A program's screen has changed.
    ///
    /// @param beside how many stand side by side
    public ShellModel printed(long number, ScreenSnapshot now, Instant at, int beside) {
        int place = place(number);
        boolean inSight = place >= firstOf(beside) && place < firstOf(beside) + beside;
        return place < 0 ? this : changed(place, pane -> pane.printed(now, at, inSight));
    }

    /// A program has ended. Its screen stays; the keys it had are the screen's.
    public ShellModel ended(long number, Pane.End how) {
        int place = place(number);
        if (place < 0) {
            return this;
        }
        ShellModel there = changed(place, pane -> pane.ended(how));
        return new ShellModel(there.panes, current, focused && place != current, split, zoomed, left, next);
    }

    /// One is closed, or never came to be.
    public ShellModel closed(long number) {
        int place = place(number);
        if (place < 0) {
            return this;
        }
        List<Pane> rest = new ArrayList<>(panes);
        rest.remove(place);
        int chosen = Math.clamp(place < current ? current - 1L : current, 0, Math.max(0, rest.size() - 1));
        boolean keeps = focused && place != current;
        return new ShellModel(rest, chosen, keeps, split, zoomed && !rest.isEmpty(), left, next);
    }

    private ShellModel changed(int place, UnaryOperator<Pane> change) {
        List<Pane> changed = new ArrayList<>(panes);
        changed.set(place, change.apply(changed.get(place)));
        return new ShellModel(changed, current, focused, split, zoomed, left, next);
    }

    private int place(long number) {
        for (int i = 0; i < panes.size(); i++) {
            if (panes.get(i).number() == number) {
                return i;
            }
        }
        return -1;
    }
}
