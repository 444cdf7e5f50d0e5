package shibafu.engine.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// A file system that a program of this kind serves by FUSE, mounted nowhere: when its descriptor is closed,
/// also by this program's death, the kernel ends the program's connection, and the program ends (Linux's
/// fuse.rst).
public final class ServedOverlay {
    /// How the kernel and the program speak with each other.
    public static final Path DEVICE = Path.of("/dev/fuse");

    private static final int DEVICE_NUMBER = 3; // as the program is to find it
    private static final Path NOTHING = Path.of("/dev/null");

    private ServedOverlay() {}

    /// @param command the program's absolute path first; it finds the kernel's end as descriptor 3
    /// @throws IOException if it does not serve it, for a reason that only it knows
    public static HeldPath hold(List<String> command, boolean writable) throws IOException {
        HeldPath root = start(command, writable);
        try {
            Files.readAttributes(root.path(), BasicFileAttributes.class);
            return root;
        } catch (IOException e) {
            root.close();
            throw e;
        }
    }

    /// The program alone has its device afterwards: should it end, nobody must wait for its answers.
    private static HeldPath start(List<String> command, boolean writable) throws SystemCallException {
        // Blocking, as the program waits for the kernel by reading.
        try (Descriptor device = Descriptor.of(LibC.open(DEVICE.toString(), LibC.O_RDWR | LibC.CLOEXEC))) {
            HeldPath root = mount(device, writable);
            try {
                serve(command, device);
                return root;
            } catch (SystemCallException e) {
                root.close();
                throw e;
            }
        }
    }

    private static HeldPath mount(Descriptor device, boolean writable) throws SystemCallException {
        try (NewFileSystem fuse = NewFileSystem.open("fuse")) {
            return fuse.set("source", "fuse-overlayfs")
                    .set("subtype", "fuse-overlayfs")
                    .set("fd", Integer.toString(device.number()))
                    .set("rootmode", "40000")
                    .set("user_id", "0")
                    .set("group_id", "0")
                    .flag("allow_other")
                    .flag("default_permissions")
                    .mount("a mount of FUSE", writable);
        }
    }

    private static void serve(List<String> command, Descriptor device) throws SystemCallException {
        try (Spawn spawn = new Spawn(Path.of(command.getFirst()), command.subList(1, command.size()))) {
            spawn.file(0, NOTHING, false)
                    .file(1, NOTHING, true)
                    .file(2, NOTHING, true)
                    .descriptor(DEVICE_NUMBER, device)
                    .start()
                    .reapLater();
        }
    }
}
