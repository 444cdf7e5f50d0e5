package shibafu.tui.keys;

import java.util.List;

/// One line of a key table.
///
/// @param keys names of keys that do the same
/// @param label what to call them on the screen: `j k ↑ ↓` is shorter than four names
/// @param word what the footer says, empty where it says nothing
/// @param help what the help says
public record Binding<A>(List<String> keys, String label, String word, String help, A action) {
    public Binding {
        keys = List.copyOf(keys);
    }

    /// A binding that the footer shows.
    public static <A> Binding<A> shown(String keys, String label, String word, String help, A action) {
        return new Binding<>(List.of(keys.split(" ")), label, word, help, action);
    }

    /// A binding that only the help shows.
    public static <A> Binding<A> quiet(String keys, String label, String help, A action) {
        return new Binding<>(List.of(keys.split(" ")), label, "", help, action);
    }
}
