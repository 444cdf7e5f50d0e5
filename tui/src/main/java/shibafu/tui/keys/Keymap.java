package shibafu.tui.keys;

import java.util.List;
import java.util.Map;

/// What the user made of the key tables.
///
/// @param changed keys by the full names of actions, such as `containers.stop`; what is not here has its built-in keys
public record Keymap(Map<String, List<String>> changed) {
    public static final Keymap BUILT_IN = new Keymap(Map.of());

    public Keymap {
        changed = Map.copyOf(changed);
    }

    /// A built-in table with the user's keys.
    public <A extends Enum<A>> KeyTable<A> of(KeyTable<A> builtIn) {
        return changed.isEmpty() ? builtIn : builtIn.with(changed);
    }

    /// What to call the key of an action in a sentence.
    public <A extends Enum<A>> String key(KeyTable<A> builtIn, A action) {
        return of(builtIn).key(action);
    }
}
