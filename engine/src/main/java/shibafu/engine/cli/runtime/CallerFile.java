package shibafu.engine.cli.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// A file made for a caller: with the caller's umask, which a warm engine does not share.
final class CallerFile {
    private static final int EXECUTABLE = 0111;

    private CallerFile() {}

    static void write(Path file, byte[] bytes, int umask, Set<? extends OpenOption> options) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, options, PosixFilePermissions.asFileAttribute(allowed(umask)))) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }
    }

    /// What open(2) with mode 0666 leaves of it. The constants stand in the order of the mode's bits.
    private static Set<PosixFilePermission> allowed(int umask) {
        int refused = umask | EXECUTABLE;
        Set<PosixFilePermission> allowed = EnumSet.noneOf(PosixFilePermission.class);
        int bit = 0400;
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            if ((refused & bit) == 0) {
                allowed.add(permission);
            }
            bit >>= 1;
        }
        return allowed;
    }
}
