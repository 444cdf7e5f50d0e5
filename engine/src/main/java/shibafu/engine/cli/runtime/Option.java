package shibafu.engine.cli.runtime;

import java.util.Optional;

/// A flag of the command line.
///
/// @param name without dashes
/// @param letter its short form
/// @param value what its value is called; absent: it takes none
/// @param help one line
record Option(String name, Optional<String> letter, Optional<String> value, String help) {
    static Option flag(String name, String help) {
        return new Option(name, Optional.empty(), Optional.empty(), help);
    }

    static Option value(String name, String value, String help) {
        return new Option(name, Optional.empty(), Optional.of(value), help);
    }

    Option or(String newLetter) {
        return new Option(name, Optional.of(newLetter), value, help);
    }

    boolean takesValue() {
        return value.isPresent();
    }

    /// As the help shows it: `--bundle DIR, -b DIR`.
    String synopsis() {
        String tail = value.map(word -> " " + word).orElse("");
        return "--" + name + tail + letter.map(l -> ", -" + l + tail).orElse("");
    }
}
