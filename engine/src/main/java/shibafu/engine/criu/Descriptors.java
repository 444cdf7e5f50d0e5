package shibafu.engine.criu;

import java.util.ArrayList;
import java.util.List;

/// What a container's first process had as standard streams when its image was written: kept beside the image in
/// `descriptors.json`, as runc does, so that whoever brings it back gives it streams in their place.
///
/// The words are those of readlink(2) on `/proc/PID/fd/N`, but for a file that the container cannot see itself, which
/// is criu's `file[MOUNT:INODE]`, in hexadecimal.
public final class Descriptors {
    /// The name of the file.
    public static final String FILE = "descriptors.json";

    private Descriptors() {}

    /// A file of the host's.
    public static String file(long mountId, long inode) {
        return "file[" + Long.toHexString(mountId) + ":" + Long.toHexString(inode) + "]";
    }

    /// Options of a dump: CRIU would refuse a file that it does not find in the container.
    static List<String> external(List<String> descriptors) {
        List<String> options = new ArrayList<>();
        descriptors.stream()
                .filter(Descriptors::isFile)
                .distinct()
                .forEach(file -> options.addAll(List.of("--external", file)));
        return options;
    }

    /// Options of a restore: pipes and such files are the new caller's streams then.
    ///
    /// A file is named without its first letter: so criu (as of 3.17) finds it where it looks for what it takes for
    /// paths below the root, and passes the caller's own descriptor on. By its whole name the file would be opened
    /// anew, at the old one's offset, and be refused for not having the old one's size.
    ///
    /// @param first the descriptor by which criu has the first of them
    static List<String> inherited(List<String> descriptors, int first) {
        List<String> options = new ArrayList<>();
        List<String> done = new ArrayList<>();
        for (int i = 0; i < descriptors.size() && i < 3; i++) {
            String link = descriptors.get(i);
            // Two streams of one pipe are one for criu, too.
            if ((link.startsWith("pipe:") || isFile(link)) && !done.contains(link)) {
                done.add(link);
                String name = isFile(link) ? link.substring(1) : link;
                options.addAll(List.of("--inherit-fd", "fd[" + (first + i) + "]:" + name));
            }
        }
        return options;
    }

    private static boolean isFile(String link) {
        return link.startsWith("file[");
    }
}
