package shibafu.tui.palette;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Which of many is meant by a few letters, the likeliest first: its name, the beginning of it, a part of it, a word
/// of what it does, or its letters in their order.
public final class Ranking {
    private static final int NOT_AT_ALL = 5;

    private Ranking() {}

    /// @param line what to compare with, of each
    public static <T> List<T> of(List<T> all, String typed, Function<T, PaletteLine> line) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                ? all
                : all.stream()
                        .filter(each -> distance(line.apply(each), wanted) < NOT_AT_ALL)
                        .sorted(Comparator.comparingInt(each -> distance(line.apply(each), wanted)))
                        .toList();
    }

    private static int distance(PaletteLine line, String wanted) {
        String name = line.name().toLowerCase(Locale.ROOT);
        if (name.equals(wanted)) {
            return 0;
        }
        if (name.startsWith(wanted)) {
            return 1;
        }
        if (name.contains(wanted)) {
            return 2;
        }
        if (line.help().toLowerCase(Locale.ROOT).contains(wanted)) {
            return 3;
        }
        return inOrder(name, wanted) ? 4 : NOT_AT_ALL;
    }

    private static boolean inOrder(String name, String wanted) {
        int from = 0;
        for (int c : wanted.codePoints().toArray()) {
            from = name.indexOf(c, from) + 1;
            if (from == 0) {
                return false;
            }
        }
        return true;
    }
}
