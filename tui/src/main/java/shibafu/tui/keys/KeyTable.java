package shibafu.tui.keys;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The keys of one screen or dialog. The constants of this type are what is built in; [Keymap#of] tells what the user
/// made of one.
///
/// @param name what the file of keys calls it
/// @param title what the help calls it
/// @param types whether every other key types there, so that no letter can be bound
public record KeyTable<A extends Enum<A>>(String name, String title, boolean types, List<Binding<A>> bindings) {
    /// @throws IllegalArgumentException if a key or an action stands in two lines
    public KeyTable {
        bindings = List.copyOf(bindings);
        Map<String, String> seen = new HashMap<>();
        Set<A> actions = new HashSet<>();
        for (Binding<A> binding : bindings) {
            if (!actions.add(binding.action())) {
                throw new IllegalArgumentException(name + ": " + binding.name() + " stands in two lines");
            }
            for (String key : binding.keys()) {
                String other = seen.put(key, binding.help());
                if (other != null) {
                    throw new IllegalArgumentException(name + ": key " + key + " is bound to both \"" + other
                            + "\" and \"" + binding.help() + "\"");
                }
            }
        }
    }

    /// A table of a screen where keys command.
    public KeyTable(String name, String title, List<Binding<A>> bindings) {
        this(name, title, false, bindings);
    }

    /// What a key does here, if anything.
    public Optional<A> action(Key key) {
        return bindings.stream()
                .filter(binding -> binding.keys().contains(key.name()))
                .map(Binding::action)
                .findFirst();
    }

    /// The first key of an action, if it has any.
    public Optional<Key> press(A action) {
        return bindings.stream()
                .filter(binding -> binding.action() == action)
                .flatMap(binding -> binding.keys().stream())
                .findFirst()
                .map(Key::of);
    }

    /// What to call the key of an action in a sentence.
    public String key(A action) {
        return bindings.stream()
                .filter(binding -> binding.action() == action)
                .map(Binding::key)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no line for " + action));
    }

    /// @param changed keys by the full names of actions, `containers.stop`
    KeyTable<A> with(Map<String, List<String>> changed) {
        return new KeyTable<>(
                name,
                title,
                types,
                bindings.stream()
                        .map(binding -> Optional.ofNullable(changed.get(fullName(binding)))
                                .map(binding::on)
                                .orElse(binding))
                        .toList());
    }

    /// What the file of keys calls an action: `containers.stop`.
    String fullName(Binding<A> binding) {
        return name + "." + binding.name();
    }
}
