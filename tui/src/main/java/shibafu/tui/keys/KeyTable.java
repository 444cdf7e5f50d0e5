package shibafu.tui.keys;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of one screen or dialog.
///
/// @param title what the help calls it
public record KeyTable<A>(String title, List<Binding<A>> bindings) {
    /// @throws IllegalArgumentException if a key stands in two lines
    public KeyTable {
        bindings = List.copyOf(bindings);
        Map<String, String> seen = new HashMap<>();
        for (Binding<A> binding : bindings) {
            for (String key : binding.keys()) {
                String other = seen.put(key, binding.help());
                if (other != null) {
                    throw new IllegalArgumentException(title + ": key " + key + " is bound to both \"" + other
                            + "\" and \"" + binding.help() + "\"");
                }
            }
        }
    }

    /// What a key does here, if anything.
    public Optional<A> action(Key key) {
        return bindings.stream()
                .filter(binding -> binding.keys().contains(key.name()))
                .map(Binding::action)
                .findFirst();
    }
}
