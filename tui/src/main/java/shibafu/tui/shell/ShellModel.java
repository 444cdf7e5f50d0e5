package shibafu.tui.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import shibafu.pty.vt.ScreenSnapshot;

/// The shells that are open, side by side as tabs, and how the last one ended.
///
/// @param current place of the one that is shown
/// @param focused whether the keys are its
/// @param zoomed whether it has all the room there is
/// @param next number of the next one
public record ShellModel(
        List<Shell> shells, int current, boolean focused, boolean zoomed, Optional<Ended> last, long next) {
    public static final ShellModel NONE = new ShellModel(List.of(), 0, false, false, Optional.empty(), 1);

    public ShellModel {
        shells = List.copyOf(shells);
    }

    /// One shell.
    ///
    /// @param id of its container
    /// @param screen empty until it has printed something
    /// @param unseen whether it has printed something that nobody has seen
    /// @param rung whether it has rung its bell since it was last seen
    public record Shell(long number, String id, Optional<ScreenSnapshot> screen, boolean unseen, boolean rung) {
        Shell seen() {
            return new Shell(number, id, screen, false, false);
        }

        Shell printed(ScreenSnapshot now, boolean inSight) {
            long before = screen.map(old -> old.facts().bells()).orElse(0L);
            boolean bell = rung || now.facts().bells() > before;
            return new Shell(number, id, Optional.of(now), !inSight, !inSight && bell);
        }
    }

    /// How a shell ended.
    ///
    /// @param words what to say of it besides
    public record Ended(String id, int exitCode, Duration lasted, String words) {}

    /// The one that is shown.
    public Optional<Shell> shown() {
        return shells.isEmpty() ? Optional.empty() : Optional.of(shells.get(current));
    }

    /// The first of a container's.
    public Optional<Shell> of(String id) {
        return shells.stream().filter(shell -> shell.id().equals(id)).findFirst();
    }

    /// With one more, which has the keys; its number is what [#next] was.
    public ShellModel opened(String id) {
        List<Shell> more = new ArrayList<>(shells);
        more.add(new Shell(next, id, Optional.empty(), false, false));
        return new ShellModel(more, shells.size(), true, zoomed, last, next + 1);
    }

    public ShellModel focused(long number) {
        return at(place(number)).withFocus(true);
    }

    public ShellModel withFocus(boolean focus) {
        return new ShellModel(shells, current, focus, zoomed, last, next);
    }

    public ShellModel withZoom(boolean zoom) {
        return new ShellModel(shells, current, focused, zoom && !shells.isEmpty(), last, next);
    }

    /// Shows the next tab, or the one before.
    public ShellModel turned(int by) {
        return shells.isEmpty() ? this : at(Math.floorMod(current + by, shells.size()));
    }

    private ShellModel at(int place) {
        ShellModel there = new ShellModel(shells, place, focused, zoomed, last, next);
        return there.changed(place, Shell::seen);
    }

    /// A shell's screen has changed.
    public ShellModel printed(long number, ScreenSnapshot now) {
        int place = place(number);
        return place < 0 ? this : changed(place, shell -> shell.printed(now, place == current));
    }

    private ShellModel changed(int place, UnaryOperator<Shell> change) {
        List<Shell> changed = new ArrayList<>(shells);
        changed.set(place, change.apply(changed.get(place)));
        return new ShellModel(changed, current, focused, zoomed, last, next);
    }

    public ShellModel ended(long number, Ended how) {
        ShellModel left = failed(number);
        return new ShellModel(left.shells, left.current, left.focused, left.zoomed, Optional.of(how), next);
    }

    /// It never came to a shell.
    public ShellModel failed(long number) {
        int place = place(number);
        if (place < 0) {
            return this;
        }
        List<Shell> left = new ArrayList<>(shells);
        left.remove(place);
        int shown = Math.clamp(place < current ? current - 1L : current, 0, Math.max(0, left.size() - 1));
        boolean keeps = focused && place != current;
        return new ShellModel(left, shown, keeps, zoomed && !left.isEmpty(), last, next);
    }

    private int place(long number) {
        for (int i = 0; i < shells.size(); i++) {
            if (shells.get(i).number() == number) {
                return i;
            }
        }
        return -1;
    }
}
