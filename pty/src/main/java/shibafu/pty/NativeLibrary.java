package shibafu.pty;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Finds pty4j's native library a home.
///
/// Left alone, pty4j unpacks it into a new directory under `/tmp` on each run and leaves that behind. The
/// distribution ships it unpacked and says where by `-Dpty4j.preferred.native.folder`. Without that property it is
/// unpacked here, into a directory that goes as soon as the library is loaded: a mapped file needs no name.
final class NativeLibrary {
    static final String FOLDER = "pty4j.preferred.native.folder";

    private NativeLibrary() {}

    /// Runs `load`, whose first use of pty4j loads the library.
    static synchronized <T> T around(Loading<T> load) throws IOException {
        if (System.getProperty(FOLDER) != null) {
            return load.run();
        }
        Path unpacked = unpack();
        System.setProperty(FOLDER, unpacked.toString());
        try {
            return load.run();
        } finally {
            delete(unpacked);
        }
    }

    /// Something that may fail as pty4j does.
    interface Loading<T> {
        T run() throws IOException;
    }

    private static Path unpack() throws IOException {
        String within = "linux/" + architecture() + "/libpty.so";
        Path root = Files.createTempDirectory("shibafu-pty-");
        Path target = root.resolve(within);
        Files.createDirectories(target.getParent());
        try (InputStream library =
                NativeLibrary.class.getClassLoader().getResourceAsStream("resources/com/pty4j/native/" + within)) {
            if (library == null) {
                throw new IOException("no pty library for " + architecture());
            }
            Files.copy(library, target);
        } catch (IOException e) {
            delete(root);
            throw e;
        }
        return root;
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return name.equals("amd64") ? "x86-64" : name;
    }

    private static void delete(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
