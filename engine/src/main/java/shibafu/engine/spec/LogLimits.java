package shibafu.engine.spec;

import java.util.Map;
import java.util.Optional;
import shibafu.engine.ShibafuException;

/// How much of a container's log is kept; written down as two annotations.
///
/// @param sizeBytes how large a file of it becomes before the next is begun
/// @param files how many of them there are at most, the one that is written to among them
public record LogLimits(long sizeBytes, int files) {
    /// The annotation that holds [#sizeBytes].
    public static final String SIZE = "org.shibafu.log.max-size";

    /// The annotation that holds [#files].
    public static final String FILES = "org.shibafu.log.max-file";

    private static final int MOST_FILES = 1000;

    /// The limits among annotations; empty where the log may grow.
    ///
    /// @throws ShibafuException for values that are none
    public static Optional<LogLimits> of(Map<String, String> annotations) {
        Optional<String> size = Optional.ofNullable(annotations.get(SIZE));
        return size.map(text -> new LogLimits(number(SIZE, text, Long.MAX_VALUE), (int)
                number(FILES, annotations.getOrDefault(FILES, "1"), MOST_FILES)));
    }

    private static long number(String name, String text, long most) {
        long number = text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        if (number < 1 || number > most) {
            throw new ShibafuException("annotation " + name + " '" + text + "': want a whole number from 1 to " + most);
        }
        return number;
    }
}
