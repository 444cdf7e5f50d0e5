package shibafu.engine.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import shibafu.engine.copy.Entry.Kind;
import shibafu.engine.image.HeaderStream;

/// Reads a tar. Names that lead upwards are refused.
public final class TarSource {
    private TarSource() {}

    /// Passes all that is in a tar to `sink`, and does not finish it.
    public static void copy(InputStream in, Sink sink) throws IOException {
        HeaderStream headers = new HeaderStream(in);
        TarArchiveInputStream tar = new TarArchiveInputStream(headers, "UTF-8");
        while (true) {
            headers.enterHeader();
            TarArchiveEntry next = tar.getNextEntry();
            if (next == null) {
                return;
            }
            Map<String, byte[]> attributes = headers.enterContent(next);
            Kind kind = kind(next);
            Entry entry = new Entry(
                    name(next.getName()),
                    kind,
                    next.getMode() & 07777,
                    (int) next.getLongUserId(),
                    (int) next.getLongGroupId(),
                    next.getLastModifiedTime(),
                    kind == Kind.FILE ? next.getSize() : 0,
                    kind == Kind.HARD_LINK ? name(next.getLinkName()) : next.getLinkName(),
                    0,
                    attributes);
            sink.put(entry, tar);
            tar.transferTo(OutputStream.nullOutputStream()); // so that nothing but a header comes next
        }
    }

    private static String name(String written) throws IOException {
        for (String part : written.split("/", -1)) {
            if (part.equals("..")) {
                throw new IOException("the archive has a name that leads upwards: " + written);
            }
        }
        String name = Path.of("/" + written).normalize().toString();
        return name.substring(1);
    }

    private static Kind kind(TarArchiveEntry entry) {
        if (entry.isDirectory()) {
            return Kind.DIRECTORY;
        } else if (entry.isSymbolicLink()) {
            return Kind.SYMBOLIC_LINK;
        } else if (entry.isLink()) {
            return Kind.HARD_LINK;
        } else if (entry.isCharacterDevice()) {
            return Kind.CHARACTER_DEVICE;
        } else if (entry.isBlockDevice()) {
            return Kind.BLOCK_DEVICE;
        }
        return entry.isFIFO() ? Kind.FIFO : Kind.FILE;
    }
}
