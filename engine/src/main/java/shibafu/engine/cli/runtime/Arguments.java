package shibafu.engine.cli.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A command line taken apart: flags in any order, `--x=y` and `--x y`, one dash or two, as Go's callers write them.
/// Our own, because the programs that call an OCI runtime wait for it, and picocli takes a tenth of a second.
///
/// @param values of options that take one, by their long name without dashes; the last wins
/// @param switches options that take none
/// @param words all that is not an option
record Arguments(Map<String, List<String>> values, Set<String> switches, List<String> words) {
    static final Arguments NONE = new Arguments(Map.of(), Set.of(), List.of());

    /// @param stopAtWord whether all from the first word on is words: of the whole command line, and of `exec`
    /// @throws UsageException for what is no option here, in the words that Go's flag package has for it
    static Arguments parse(List<String> arguments, List<Option> options, boolean stopAtWord) {
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
            String name = argument.substring(argument.startsWith("--") ? 2 : 1);
            int equals = name.indexOf('=');
            Option option = named(equals < 0 ? name : name.substring(0, equals), options);
            if (!option.takesValue()) {
                set(switches, option, equals < 0 ? "true" : name.substring(equals + 1));
                continue;
            }
            if (equals < 0 && ++i == arguments.size()) {
                throw new UsageException("flag needs an argument: -" + name);
            }
            String value = equals < 0 ? arguments.get(i) : name.substring(equals + 1);
            values.computeIfAbsent(option.name(), ignored -> new ArrayList<>()).add(value);
        }
        return new Arguments(values, switches, words);
    }

    private static Option named(String name, List<Option> options) {
        for (Option option : options) {
            if (option.name().equals(name)
                    || option.letter().filter(name::equals).isPresent()) {
                return option;
            }
        }
        throw new UsageException("flag provided but not defined: -" + name);
    }

    private static void set(Set<String> switches, Option option, String value) {
        switch (value) {
            case "true", "1", "t" -> switches.add(option.name());
            case "false", "0", "f" -> switches.remove(option.name());
            default ->
                throw new UsageException(
                        "invalid boolean value \"" + value + "\" for -" + option.name() + ": parse error");
        }
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

    /// A value that is a number from 0 on, or 0 without it.
    int number(String name) {
        String text = value(name).orElse("0");
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number below 0.
        }
        throw new UsageException("invalid value \"" + text + "\" for flag -" + name + ": parse error");
    }

    /// The container's name, which nearly every command takes first.
    String id() {
        return words.getFirst();
    }
}
