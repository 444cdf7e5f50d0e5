package shibafu.engine.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// Names that nobody else has. From the kernel: Java's own secure random costs a cold start 20 ms.
public final class RandomName {
    private static final Path SOURCE = Path.of("/dev/urandom");

    private RandomName() {}

    /// Returns two hexadecimal digits for each of `bytes`.
    public static String hex(int bytes) {
        try (InputStream random = Files.newInputStream(SOURCE)) {
            return HexFormat.of().formatHex(random.readNBytes(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("read " + SOURCE, e);
        }
    }
}
