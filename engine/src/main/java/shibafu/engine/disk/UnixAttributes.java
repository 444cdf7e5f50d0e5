package shibafu.engine.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/// What lstat(2) tells of a file: all that Java's typed views leave out.
public final class UnixAttributes {
    // Not "unix:*": that would look up the names of owner and group as well.
    private static final String WANTED = "unix:mode,uid,gid,nlink,rdev,fileKey,lastModifiedTime,ctime,size";

    private static final int TYPE = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;
    private static final int FIFO = 0010000;

    private final Map<String, Object> values;

    private UnixAttributes(Map<String, Object> values) {
        this.values = values;
    }

    /// Asks about what stands at `path`; a symbolic link speaks for itself unless `options` are empty.
    public static UnixAttributes read(Path path, LinkOption... options) throws IOException {
        return new UnixAttributes(Files.readAttributes(path, WANTED, options));
    }

    /// Permission bits with setuid, setgid and sticky, 07777 at most.
    public int mode() {
        return number("mode") & 07777;
    }

    /// Whether it hides a name of the layers below, as overlayfs has it: a character device 0/0.
    public boolean isWhiteout() {
        return (number("mode") & TYPE) == CHARACTER_DEVICE && (Long) value("rdev") == 0;
    }

    /// Whether it is a named pipe.
    public boolean isFifo() {
        return type() == FIFO;
    }

    /// What it is: the bits of `S_IFMT` of inode(7).
    public int type() {
        return number("mode") & TYPE;
    }

    /// Of a device node: which device it stands for.
    public long device() {
        return (Long) value("rdev");
    }

    /// Unsigned.
    public int uid() {
        return number("uid");
    }

    /// Unsigned.
    public int gid() {
        return number("gid");
    }

    /// How many names it has.
    public int links() {
        return number("nlink");
    }

    /// Equal for two names of one inode.
    public Object key() {
        return value("fileKey");
    }

    public FileTime modified() {
        return (FileTime) value("lastModifiedTime");
    }

    /// When anything about it last changed; nobody can set it back.
    public FileTime changed() {
        return (FileTime) value("ctime");
    }

    public long size() {
        return (Long) value("size");
    }

    private int number(String name) {
        return (Integer) value(name);
    }

    private Object value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }
}
