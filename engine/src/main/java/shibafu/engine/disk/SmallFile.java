package shibafu.engine.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads small files with as few system calls as there may be: [Files#readAllBytes] asks for a file's size and place as
/// well, and reads once more to see that it has ended. An interrupted thread reads them, too.
public final class SmallFile {
    private static final int FIRST_BYTES = 4096;
    // The kernel hands out what fits into a page, and may leave a last line for the next read(2).
    private static final int SURELY_ALL = FIRST_BYTES / 2;

    // What is read is short, and would leave much behind for the garbage collector.
    private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[FIRST_BYTES]);

    private SmallFile() {}

    /// All that a file holds: one that nobody writes to in place, or one of procfs or a cgroup tree, whose lines are
    /// shorter than half a page.
    ///
    /// @throws NoSuchFileException if there is none; often that is all one wants to know
    public static byte[] read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new Missing(file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = SCRATCH.get();
            int length = Math.max(0, in.read(bytes));
            for (int count = length; count > 0 && length > SURELY_ALL; length += Math.max(0, count)) {
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, 4 * length);
                }
                count = in.read(bytes, length, bytes.length - length);
            }
            return Arrays.copyOf(bytes, length);
        }
    }

    /// An answer rather than a failure: where it comes from is of no use, and costs as much as ten system calls.
    private static final class Missing extends NoSuchFileException {
        private static final long serialVersionUID = 1;

        Missing(Path file) {
            super(file.toString());
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /// The same as text.
    public static String text(Path file) throws IOException {
        return new String(read(file), StandardCharsets.UTF_8);
    }

    /// What one read(2) gives, 4096 bytes at most: a file below `/proc/sys` gives nothing at any offset but its start.
    public static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = SCRATCH.get();
            return Arrays.copyOf(bytes, Math.max(0, in.read(bytes)));
        }
    }
}
