package shibafu.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import shibafu.engine.ShibafuException;
import shibafu.engine.spec.BlockIo.Device;

/// Looks up the numbers of a disk by its node in `/dev`.
final class DiskNode {
    private static final int TYPE = 0170000;
    private static final int BLOCK = 0060000;

    private DiskNode() {}

    /// @throws ShibafuException if there is no such node, or it is no block device's
    static Device device(String text) {
        Path node = Path.of(text);
        try {
            if (((Integer) Files.getAttribute(node, "unix:mode") & TYPE) != BLOCK) {
                throw new ShibafuException(
                        "limit disk " + node + ": it is no block device; lsblk lists those there are");
            }
            DeviceNumbers numbers = DeviceNumbers.of((Long) Files.getAttribute(node, "unix:rdev"));
            return new Device(numbers.major(), numbers.minor());
        } catch (NoSuchFileException e) {
            throw new ShibafuException("limit disk " + node + ": no such file; lsblk lists the disks there are", e);
        } catch (IOException e) {
            throw new ShibafuException("limit disk " + node + ": " + e.getMessage(), e);
        }
    }
}
