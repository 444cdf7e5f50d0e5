package shibafu.engine.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import shibafu.engine.copy.Entry.Kind;
import shibafu.engine.image.PaxAttributes;

/// Writes a tar in the form of pax(1). Sockets are left out: no tar can hold them.
public final class TarSink implements Sink {
    private static final int CHUNK = 64 << 10;

    private final TarArchiveOutputStream tar;

    /// @param out left open
    public TarSink(OutputStream out) {
        tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    @Override
    public void put(Entry entry, InputStream content) throws IOException {
        if (entry.kind() == Kind.SOCKET) {
            return;
        }
        String name = entry.name().isEmpty() ? "." : entry.name();
        TarArchiveEntry made =
                new TarArchiveEntry(entry.kind() == Kind.DIRECTORY ? name + "/" : name, kind(entry.kind()), true);
        made.setMode(entry.mode());
        made.setIds(0, 0);
        made.setUserId(Integer.toUnsignedLong(entry.uid()));
        made.setGroupId(Integer.toUnsignedLong(entry.gid()));
        made.setLastModifiedTime(FileTime.from(entry.modified().toInstant().truncatedTo(ChronoUnit.SECONDS)));
        made.setSize(entry.size());
        if (!entry.target().isEmpty()) {
            made.setLinkName(entry.target());
        }
        if (entry.kind() == Kind.CHARACTER_DEVICE || entry.kind() == Kind.BLOCK_DEVICE) {
            made.setDevMajor((int) ((entry.device() >> 8 & 0xfff) | (entry.device() >> 32 & ~0xfffL)));
            made.setDevMinor((int) ((entry.device() & 0xff) | (entry.device() >> 12 & ~0xffL)));
        }
        PaxAttributes.put(tar, made, new TreeMap<>(entry.attributes()));
        tar.putArchiveEntry(made);
        if (entry.kind() == Kind.FILE) {
            exactly(entry.size(), content);
        }
        tar.closeArchiveEntry();
    }

    @Override
    public void finish() throws IOException {
        tar.finish();
        tar.flush();
    }

    /// A file may grow or shrink while it is read, but its size has been told.
    private void exactly(long size, InputStream content) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long left = size;
        while (left > 0) {
            int length = content.read(chunk, 0, (int) Math.min(CHUNK, left));
            if (length < 0) {
                break;
            }
            tar.write(chunk, 0, length);
            left -= length;
        }
        byte[] zeros = new byte[CHUNK];
        for (; left > 0; left -= Math.min(CHUNK, left)) {
            tar.write(zeros, 0, (int) Math.min(CHUNK, left));
        }
    }

    private static byte kind(Kind kind) {
        return switch (kind) {
            case DIRECTORY -> TarConstants.LF_DIR;
            case FILE, SOCKET -> TarConstants.LF_NORMAL;
            case SYMBOLIC_LINK -> TarConstants.LF_SYMLINK;
            case HARD_LINK -> TarConstants.LF_LINK;
            case CHARACTER_DEVICE -> TarConstants.LF_CHR;
            case BLOCK_DEVICE -> TarConstants.LF_BLK;
            case FIFO -> TarConstants.LF_FIFO;
        };
    }
}
