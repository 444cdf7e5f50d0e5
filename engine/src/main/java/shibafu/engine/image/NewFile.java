package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import shibafu.engine.disk.SparseFile;

/// Writes a file where none stands, with holes where there is nothing but zeros.
final class NewFile {
    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private NewFile() {}

    /// Writes all of `data`, at most `limit` bytes, to `path`, of mode 0600.
    ///
    /// @return how many bytes it has
    static long write(Path path, InputStream data, long limit) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(
                path, OPTIONS, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            return SparseFile.write(channel, data, limit);
        }
    }
}
