package shibafu.tui.pick;

import java.util.List;
import java.util.Optional;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.Keymap;

/// A theme that is being chosen.
///
/// @param names of all, in their order
/// @param chosen which of them is worn
/// @param before the theme to return to
public record ThemePicker(List<String> names, int chosen, String before) {
    public ThemePicker {
        names = List.copyOf(names);
    }

    /// With the theme that is worn now.
    public static ThemePicker of(List<String> names, String now) {
        return new ThemePicker(names, Math.max(0, names.indexOf(now)), now);
    }

    /// What came of a key.
    ///
    /// @param picker empty: closed
    /// @param theme to be worn
    public record Outcome(Optional<ThemePicker> picker, String theme) {}

    public Outcome key(Key key, Keymap keymap) {
        return keymap.of(PickAction.KEYS)
                .action(key)
                .map(action -> switch (action) {
                    case UP -> at(chosen - 1);
                    case DOWN -> at(chosen + 1);
                    case TOP -> at(0);
                    case BOTTOM -> at(names.size() - 1);
                    case KEEP -> new Outcome(Optional.empty(), theme());
                    case RETURN -> new Outcome(Optional.empty(), before);
                })
                .orElseGet(() -> at(chosen));
    }

    /// After the last comes the first.
    private Outcome at(int place) {
        ThemePicker moved = new ThemePicker(names, names.isEmpty() ? 0 : Math.floorMod(place, names.size()), before);
        return new Outcome(Optional.of(moved), moved.theme());
    }

    private String theme() {
        return names.isEmpty() ? before : names.get(chosen);
    }
}
