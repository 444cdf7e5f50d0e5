package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.ShibafuException;

/// A command line taken apart by a table: flags in any order, `--x=y` and `--x y`, one dash or two, as Go's callers
/// write them. Our own, because the programs that call an OCI runtime wait for it, and picocli takes a
/// tenth of a second.
///
/// @param values of options that take one, by their long name without dashes; the last wins
/// @param switches options that take none
/// @param words all that is not an option
record RuntimeArguments(Map<String, List<String>> values, Set<String> switches, List<String> words) {
    /// @param taking names of options that take a value
    /// @param bare names of options that take none
    /// @param stopAtWord whether all from the first word on is words (`exec`)
    static RuntimeArguments parse(List<String> arguments, Set<String> taking, Set<String> bare, boolean stopAtWord) {
        Map<String, List<String>> values = new HashMap<>();
        Set<String> switches = new HashSet<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--") || (stopAtWord && !words.isEmpty())) {
                words.addAll(arguments.subList(argument.equals("--") ? i + 1 : i, arguments.size()));
                break;
            }
            if (!argument.startsWith("-") || argument.equals("-")) {
                words.add(argument);
                continue;
            }
            String name = argument.replaceFirst("^--?", "");
            int equals = name.indexOf('=');
            String key = RuntimeOption.longName(equals < 0 ? name : name.substring(0, equals));
            if (bare.contains(key)) {
                boolean off = equals >= 0 && name.substring(equals + 1).equals("false");
                if (!off) {
                    switches.add(key);
                }
            } else if (taking.contains(key)) {
                if (equals < 0 && ++i == arguments.size()) {
                    throw new ShibafuException("flag needs an argument: " + argument);
                }
                String value = equals < 0 ? arguments.get(i) : name.substring(equals + 1);
                values.computeIfAbsent(key, ignored -> new ArrayList<>()).add(value);
            } else {
                throw new ShibafuException("flag provided but not defined: " + argument);
            }
        }
        return new RuntimeArguments(values, switches, words);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getLast);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return switches.contains(name);
    }

    /// The container's name, which nearly every command takes first.
    String id() {
        if (words.isEmpty()) {
            throw new ShibafuException("container id cannot be empty; give the container's name");
        }
        return words.getFirst();
    }

    /// Short forms of options.
    static final class RuntimeOption {
        private static final Map<String, String> LONG = Map.of(
                "b",
                "bundle",
                "d",
                "detach",
                "f",
                "force",
                "q",
                "quiet",
                "a",
                "all",
                "t",
                "tty",
                "u",
                "user",
                "e",
                "env",
                "p",
                "process",
                "r",
                "resources");

        private RuntimeOption() {}

        static String longName(String name) {
            return LONG.getOrDefault(name, name);
        }
    }
}
