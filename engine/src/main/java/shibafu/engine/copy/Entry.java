package shibafu.engine.copy;

import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import shibafu.engine.image.FileCapability;

/// One file on its way.
///
/// @param name its path from the top of what is copied, without a slash before it; empty for the top itself
/// @param mode permission bits with setuid, setgid and sticky, 07777 at most
/// @param uid as the container counts
/// @param gid as the container counts
/// @param size of a regular file's content, in bytes
/// @param target of a link: of a symbolic one its text, of a hard one the name of an entry that came before
/// @param device number of a device node, as stat(2) has it
/// @param attributes extended attributes that are kept
public record Entry(
        String name,
        Kind kind,
        int mode,
        int uid,
        int gid,
        FileTime modified,
        long size,
        String target,
        long device,
        Map<String, byte[]> attributes) {

    public Entry {
        attributes = Map.copyOf(attributes);
    }

    /// What a file can be.
    public enum Kind {
        DIRECTORY,
        FILE,
        SYMBOLIC_LINK,
        HARD_LINK,
        CHARACTER_DEVICE,
        BLOCK_DEVICE,
        FIFO,
        SOCKET
    }

    /// The same, without what its program could do beyond its user (capabilities(7)).
    Entry withoutCapabilities() {
        Map<String, byte[]> kept = new HashMap<>(attributes);
        kept.remove(FileCapability.NAME);
        return new Entry(name, kind, mode, uid, gid, modified, size, target, device, kept);
    }

    /// The same, owned by somebody else.
    Entry owned(int user, int group, int bits) {
        return new Entry(name, kind, bits, user, group, modified, size, target, device, attributes);
    }
}
