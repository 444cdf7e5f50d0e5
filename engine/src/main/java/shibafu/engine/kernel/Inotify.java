package shibafu.engine.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What happens to the files of directories: inotify(7).
public final class Inotify implements AutoCloseable {
    /// A file was written to. On a file of the kernel's: by a program.
    public static final int MODIFIED = 0x2;

    public static final int WRITTEN = 0x8;
    public static final int MOVED_FROM = 0x40;
    public static final int MOVED_TO = 0x80;
    public static final int CREATED = 0x100;
    public static final int DELETED = 0x200;

    /// Changes were lost, as too many came at once: look at everything anew.
    public static final int LOST = 0x4000;

    /// Keeps what the directory is watched for already.
    private static final int ALSO = 0x20000000;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int HEADER_BYTES = 16;

    private final Descriptor descriptor;

    private Inotify(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    public static Inotify open() throws SystemCallException {
        return new Inotify(Descriptor.inotify());
    }

    /// Readable when something has happened.
    public Descriptor descriptor() {
        return descriptor;
    }

    /// @param mask which of the above
    /// @return the number by which its changes are told
    public int watch(Path directory, int mask) throws SystemCallException {
        return LibC.inotifyAdd(descriptor.number(), directory.toString(), mask | ALSO);
    }

    /// Does nothing where the directory is gone, and its watch with it.
    public void forget(int watch) {
        try {
            LibC.inotifyRemove(descriptor.number(), watch);
        } catch (SystemCallException e) {
            // EINVAL: the kernel has forgotten it by itself.
        }
    }

    /// What has happened since this was last asked, in order.
    public List<Change> changes() throws IOException {
        List<Change> changes = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(BUFFER_BYTES, Integer.BYTES);
            for (int length = descriptor.read(buffer); length > 0; length = descriptor.read(buffer)) {
                parse(buffer, length, changes);
            }
        }
        return changes;
    }

    private static void parse(MemorySegment buffer, int length, List<Change> changes) {
        for (int at = 0; at < length; ) {
            int watch = buffer.get(ValueLayout.JAVA_INT, at);
            int what = buffer.get(ValueLayout.JAVA_INT, at + 4);
            int nameBytes = buffer.get(ValueLayout.JAVA_INT, at + 12);
            String name = nameBytes == 0 ? "" : buffer.getString(at + HEADER_BYTES);
            changes.add(new Change(watch, what, name));
            at += HEADER_BYTES + nameBytes;
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }

    /// @param watch the directory's number
    /// @param what one of the above, with other bits beside
    /// @param name of the file in it; empty where the directory itself is meant
    public record Change(int watch, int what, String name) {
        public boolean is(int mask) {
            return (what & mask) != 0;
        }
    }
}
