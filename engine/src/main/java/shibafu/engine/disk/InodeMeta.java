package shibafu.engine.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;

/// What an inode says beside its content.
///
/// @param mode permission bits with setuid, setgid and sticky, 07777 at most
/// @param uid unsigned
/// @param gid unsigned
/// @param modified when its content last changed
public record InodeMeta(int mode, int uid, int gid, FileTime modified) {
    /// What is at `path` says; a symbolic link speaks for itself.
    public static InodeMeta of(Path path) throws IOException {
        return of(UnixAttributes.read(path, LinkOption.NOFOLLOW_LINKS));
    }

    /// What `found` says.
    public static InodeMeta of(UnixAttributes found) {
        return new InodeMeta(found.mode(), found.uid(), found.gid(), found.modified());
    }

    /// Makes a file or directory, still open to its owner, look like this; owners are set by root only.
    public void applyTo(Path path) throws IOException {
        applyToLink(path);
        // After the owners: giving a file away clears its setuid bit.
        Files.setAttribute(path, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
    }

    /// The same for a symbolic link, which has no mode.
    public void applyToLink(Path path) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(modified, null, null);
        if (ProcessUser.isRoot()) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
