package shibafu.engine.criu;

import java.util.List;

/// What criu's log says of a failure.
public final class CriuLog {
    private static final int KEPT = 3;

    private CriuLog() {}

    /// The last lines that tell of an error, without their times; the last of all if none does.
    ///
    /// @param lines of dump.log or restore.log
    public static String words(List<String> lines) {
        List<String> said = lines.stream()
                .map(line -> line.replaceFirst("^\\([0-9.]+\\)\\s*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        // They come before the last lines, in which criu tells how it cleans up.
        List<String> errors = said.stream()
                .filter(line -> line.replaceFirst("^[0-9]+: ", "").startsWith("Error ("))
                .filter(line -> !line.contains("Unable to create tun")) // told of each kernel without tun, and harmless
                .toList();
        List<String> relevant = errors.isEmpty() ? said : errors;
        return String.join("; ", relevant.subList(Math.max(0, relevant.size() - KEPT), relevant.size()));
    }
}
