package shibafu.engine.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// An entry of a layer that hides something of the layers below it (image-spec, layer.md).
sealed interface Whiteout {
    String PREFIX = ".wh.";

    /// Hides one file or tree.
    record Of(EntryPath hidden) implements Whiteout {}

    /// Hides all that is in a directory.
    record Opaque(EntryPath directory) implements Whiteout {}

    /// Means nothing to anybody but aufs.
    record Foreign(EntryPath entry) implements Whiteout {}

    static boolean isOne(EntryPath entry) {
        return !entry.isRoot() && entry.steps().getLast().startsWith(PREFIX);
    }

    /// @param entry such as [#isOne] tells
    /// @throws IOException if it hides nothing that can have a name
    static Whiteout of(EntryPath entry) throws IOException {
        List<String> parent = entry.steps().subList(0, entry.steps().size() - 1);
        String hidden = entry.steps().getLast().substring(PREFIX.length());
        if (hidden.equals(".wh..opq")) {
            return new Opaque(new EntryPath(parent));
        }
        if (hidden.startsWith(PREFIX)) {
            return new Foreign(entry);
        }
        if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
            throw new IOException("whiteout " + entry + " names nothing that can be hidden");
        }
        List<String> steps = new ArrayList<>(parent);
        steps.add(hidden);
        return new Of(new EntryPath(steps));
    }
}
