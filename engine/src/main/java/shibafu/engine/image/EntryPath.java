package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The name of an archive's entry, as steps down from the root of what is unpacked.
///
/// @param steps none of them empty, `.` or `..`, none with a slash
record EntryPath(List<String> steps) {
    EntryPath {
        steps = List.copyOf(steps);
    }

    /// Reads a name as tar writes it. `/etc/passwd` and `./etc//passwd` are `etc/passwd`, as with every tar; a `..` is
    /// refused: no tar that means well writes one.
    ///
    /// @throws IOException if the name leads upwards
    static EntryPath parse(String name) throws IOException {
        List<String> steps = new ArrayList<>();
        for (String step : name.split("/", -1)) {
            if (step.equals("..")) {
                throw new IOException("entry " + Quoted.of(name) + " leads out of the archive");
            }
            if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return new EntryPath(steps);
    }

    /// Whether it is the root itself.
    boolean isRoot() {
        return steps.isEmpty();
    }

    /// Whether it stands directly below the root.
    boolean isTopLevel(String name) {
        return steps.size() == 1 && steps.getFirst().equals(name);
    }

    /// Where something stands, from the root.
    static String text(Path root, Path path) {
        return root.relativize(path).toString();
    }

    /// A step as a path, in this locale.
    ///
    /// @throws IOException if it cannot be written
    static Path fileName(String text) throws IOException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            String encoding = System.getProperty("sun.jnu.encoding");
            throw new IOException(
                    "the name %s cannot be written%s"
                            .formatted(
                                    Quoted.of(text),
                                    "UTF-8".equals(encoding)
                                            ? ""
                                            : " in this locale (" + encoding + "): set LC_ALL=C.UTF-8"),
                    e);
        }
    }

    @Override
    public String toString() {
        return Quoted.of(String.join("/", steps));
    }
}
