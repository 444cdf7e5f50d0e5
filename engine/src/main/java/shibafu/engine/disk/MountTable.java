package shibafu.engine.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is mounted where, in the order in which it was mounted.
public record MountTable(List<Entry> entries) {
    /// The table of this process.
    public static final Path OWN = Path.of("/proc/self/mountinfo");

    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    public MountTable {
        entries = List.copyOf(entries);
    }

    /// One mount: its place, and the kernel's name of its file system.
    public record Entry(String mountPoint, String type) {}

    /// Reads a file in the form of `/proc/PID/mountinfo`.
    public static MountTable read(Path mountinfo) throws IOException {
        List<Entry> entries = new ArrayList<>();
        // Latin 1, and back again below: the kernel writes the bytes of names as they are.
        for (String line : Files.readAllLines(mountinfo, StandardCharsets.ISO_8859_1)) {
            // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
            int separator = line.indexOf(" - ");
            String[] left = line.split(" ", 6);
            if (separator > 0 && left.length == 6) {
                entries.add(new Entry(
                        unescape(left[4]), line.substring(separator + 3).split(" ", 2)[0]));
            }
        }
        return new MountTable(entries);
    }

    /// The mounts at `directory` or below it.
    ///
    /// @param directory absolute, without symbolic links
    public List<Entry> within(Path directory) {
        return entries.stream()
                .filter(e -> contains(directory.toString(), e.mountPoint()))
                .toList();
    }

    /// The mount that `path` is on.
    ///
    /// @param path absolute, without symbolic links
    public Optional<Entry> of(Path path) {
        // The longest; of equally long ones the last, which lies on top.
        return entries.stream()
                .filter(e -> contains(e.mountPoint(), path.toString()))
                .reduce((a, b) ->
                        Comparator.comparingInt(String::length).compare(a.mountPoint(), b.mountPoint()) > 0 ? a : b);
    }

    /// Whether `path` is `directory`, or below it.
    public static boolean contains(String directory, String path) {
        return directory.equals("/") || path.equals(directory) || path.startsWith(directory + "/");
    }

    private static String unescape(String text) {
        String bytes = OCTAL.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 8))));
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
