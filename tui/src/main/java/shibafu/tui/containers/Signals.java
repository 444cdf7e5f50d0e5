package shibafu.tui.containers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The signals that a person sends, by their names and numbers on Linux.
public final class Signals {
    private static final Map<String, Integer> NUMBERS = new LinkedHashMap<>();

    static {
        NUMBERS.put("TERM", 15);
        NUMBERS.put("INT", 2);
        NUMBERS.put("HUP", 1);
        NUMBERS.put("QUIT", 3);
        NUMBERS.put("KILL", 9);
        NUMBERS.put("USR1", 10);
        NUMBERS.put("USR2", 12);
        NUMBERS.put("STOP", 19);
        NUMBERS.put("CONT", 18);
        NUMBERS.put("WINCH", 28);
        NUMBERS.put("ABRT", 6);
        NUMBERS.put("ALRM", 14);
    }

    private Signals() {}

    public static List<String> names() {
        return List.copyOf(NUMBERS.keySet());
    }

    /// The number of `TERM`, `SIGTERM` or `15`.
    public static Optional<Integer> number(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
        return name.matches("[1-9]|[1-5][0-9]|6[0-4]")
                ? Optional.of(Integer.parseInt(name))
                : Optional.ofNullable(NUMBERS.get(name));
    }

    /// `SIGTERM`, or `signal 42` for one that has no name here.
    public static String word(int number) {
        return NUMBERS.entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(entry -> "SIG" + entry.getKey())
                .findFirst()
                .orElse("signal " + number);
    }
}
