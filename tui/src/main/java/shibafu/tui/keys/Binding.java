package shibafu.tui.keys;

import java.util.List;
import java.util.Locale;

/// One line of a key table.
///
/// @param keys names of keys that do the same; none if a user took them all away
/// @param label what to call them on the screen: `j k ↑ ↓` is shorter than four names
/// @param word what the footer says, empty where it says nothing
/// @param help what the help says
public record Binding<A extends Enum<A>>(List<String> keys, String label, String word, String help, A action) {
    public Binding {
        keys = List.copyOf(keys);
    }

    /// A binding that the footer shows.
    public static <A extends Enum<A>> Binding<A> shown(String keys, String label, String word, String help, A action) {
        return new Binding<>(List.of(keys.split(" ")), label, word, help, action);
    }

    /// A binding that only the help shows.
    public static <A extends Enum<A>> Binding<A> quiet(String keys, String label, String help, A action) {
        return new Binding<>(List.of(keys.split(" ")), label, "", help, action);
    }

    /// The action's name in files and in the palette: `new-shell`.
    public String name() {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The first of its keys as the screen calls it, for sentences; its name in the palette if it has none.
    public String key() {
        return keys.isEmpty() ? ":" + name() : KeyNames.label(keys.getFirst());
    }

    /// The same on other keys.
    Binding<A> on(List<String> others) {
        return new Binding<>(others, KeyNames.labels(others), word, help, action);
    }
}
