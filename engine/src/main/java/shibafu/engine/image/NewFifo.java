package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import shibafu.engine.disk.InodeMeta;
import shibafu.engine.disk.ProcessUser;
import shibafu.engine.kernel.Fifo;

/// FIFOs in directories that nobody else reaches.
final class NewFifo {
    private NewFifo() {}

    static void make(Path path, InodeMeta meta) throws IOException {
        Fifo.make(path);
        look(path, meta);
    }

    /// Makes one look like this.
    static void look(Path path, InodeMeta meta) throws IOException {
        if (ProcessUser.isRoot()) {
            Files.setAttribute(path, "unix:uid", meta.uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", meta.gid(), LinkOption.NOFOLLOW_LINKS);
        }
        // Followed, as Java would open it not to follow it, and wait for the other end.
        Files.setAttribute(path, "unix:mode", meta.mode());
        Fifo.setModified(path, meta.modified());
    }
}
