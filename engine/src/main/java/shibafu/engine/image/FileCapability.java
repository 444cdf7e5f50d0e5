package shibafu.engine.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The value of `security.capability` (capabilities(7), "File capability extended attribute versioning"): version 2
/// is for the first user namespace and those below, version 3 for one whose root has a certain id, and for no other.
public final class FileCapability {
    public static final String NAME = "security.capability";

    private static final int REVISION = 0xff000000;
    private static final int REVISION_2 = 0x02000000;
    private static final int REVISION_3 = 0x03000000;
    private static final int SIZE_2 = 20;
    private static final int SIZE_3 = 24;

    private FileCapability() {}

    /// For containers whose root has this id alone: the host's users reach their files, too.
    static byte[] of(byte[] value, int root) {
        if (root == 0 || value.length != SIZE_2) {
            return value;
        }
        byte[] changed = revised(Arrays.copyOf(value, SIZE_3), REVISION_3);
        words(changed).putInt(SIZE_2, root);
        return changed;
    }

    /// As an image has it, for whichever root it will be.
    static byte[] plain(byte[] value) {
        if (value.length != SIZE_3) {
            return value;
        }
        return revised(Arrays.copyOf(value, SIZE_2), REVISION_2);
    }

    private static byte[] revised(byte[] value, int revision) {
        ByteBuffer words = words(value);
        words.putInt(0, (words.getInt(0) & ~REVISION) | revision);
        return value;
    }

    private static ByteBuffer words(byte[] value) {
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    }
}
