package shibafu.tui.keys;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A keymap as a file of keys that says all of it.
public final class KeymapText {
    private static final int KEYS_AT = 28;
    private static final int HELP_AT = 24;

    private KeymapText() {}

    public static String of(Keymap keymap, List<KeyTable<?>> tables) {
        StringBuilder text = new StringBuilder();
        Set<String> written = new TreeSet<>();
        for (KeyTable<?> table : tables) {
            if (written.add(table.name())) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append("# ")
                        .append(table.title())
                        .append('\n');
                lines(text, keymap.of(table));
            }
        }
        return text.toString();
    }

    private static void lines(StringBuilder text, KeyTable<?> table) {
        for (Binding<?> binding : table.bindings()) {
            String name = table.name() + "." + binding.name();
            String keys = String.join(
                    " ", binding.keys().stream().map(KeyNames::inFile).toList());
            text.append(String.format("%-" + KEYS_AT + "s = %-" + HELP_AT + "s # %s%n", name, keys, binding.help()));
        }
    }
}
