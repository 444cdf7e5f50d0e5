package shibafu.engine.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// A directory of ours as a tar, the same bytes whoever runs this and when.
final class PlainTar {
    private PlainTar() {}

    /// Writes what is in `directory`; `out` is left open.
    @SuppressWarnings("resource") // closing it would close the caller's stream
    static void write(Path directory, OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        List<Path> all;
        try (Stream<Path> walked = Files.walk(directory)) {
            all = walked.filter(path -> !path.equals(directory)).sorted().toList();
        }
        for (Path path : all) {
            boolean folder = Files.isDirectory(path);
            String name = directory.relativize(path) + (folder ? "/" : "");
            TarArchiveEntry entry =
                    new TarArchiveEntry(name, folder ? TarConstants.LF_DIR : TarConstants.LF_NORMAL, true);
            entry.setMode(folder ? 0755 : 0644);
            entry.setIds(0, 0);
            entry.setModTime(0);
            entry.setSize(folder ? 0 : Files.size(path));
            tar.putArchiveEntry(entry);
            if (!folder) {
                Files.copy(path, tar);
            }
            tar.closeArchiveEntry();
        }
        tar.finish();
    }
}
