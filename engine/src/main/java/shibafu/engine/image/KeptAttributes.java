package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import shibafu.engine.kernel.HeldPath;
import shibafu.engine.kernel.Xattr;

/// The extended attributes that go with a file wherever it is copied: `user.*` and `security.capability` (xattr(7),
/// capabilities(7)).
public final class KeptAttributes {
    private KeptAttributes() {}

    /// Those of a file or directory; a symbolic link has none.
    static Map<String, byte[]> of(Path path) throws IOException {
        return kept(Xattr.of(path));
    }

    public static Map<String, byte[]> of(HeldPath held) throws IOException {
        return kept(Xattr.of(held));
    }

    private static Map<String, byte[]> kept(Map<String, byte[]> all) {
        Map<String, byte[]> kept = new TreeMap<>(all);
        kept.keySet().removeIf(name -> !PaxAttributes.isKept(name));
        kept.computeIfPresent(FileCapability.NAME, (name, value) -> FileCapability.plain(value));
        return kept;
    }

    /// Sets them, as far as this user may and the file system keeps them. After the owners: giving a file away
    /// takes its capabilities.
    static void put(Path path, Map<String, byte[]> attributes) throws IOException {
        for (Map.Entry<String, byte[]> attribute : attributes.entrySet()) {
            Xattr.setIfPossible(path, attribute.getKey(), attribute.getValue());
        }
    }

    /// The same for what is held.
    public static void put(HeldPath held, Map<String, byte[]> attributes) throws IOException {
        for (Map.Entry<String, byte[]> attribute : attributes.entrySet()) {
            Xattr.setIfPossible(held, attribute.getKey(), attribute.getValue());
        }
    }

    static void copy(Path from, Path to) throws IOException {
        put(to, of(from));
    }
}
