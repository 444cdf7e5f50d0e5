package shibafu.engine.criu;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mount that a process sees: a line of its `/proc/PID/mountinfo` (proc_pid_mountinfo(5)).
///
/// @param root the part of its file system that is seen there: `/`, or what was bound
/// @param point where it is, below the root of the process
public record SeenMount(int id, String root, String point) {
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    /// A line that makes no sense is passed over.
    public static List<SeenMount> parse(List<String> lines) {
        return lines.stream()
                .map(line -> line.split(" ", 6))
                .filter(parts -> parts.length == 6)
                .map(parts -> new SeenMount(Integer.parseInt(parts[0]), unescape(parts[3]), unescape(parts[4])))
                .toList();
    }

    private static String unescape(String text) {
        return OCTAL.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 8))));
    }
}
