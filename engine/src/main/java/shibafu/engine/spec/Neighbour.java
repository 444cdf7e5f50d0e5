package shibafu.engine.spec;

import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec.MountSpec;

/// Another container that one shares something with.
///
/// What is shared stands in the configuration as a path in the directory of that container's record, such as
/// `/run/shibafu/web/ns/pid`. No file is there: the path says whose it is, and which process has it now is looked up
/// at each start.
///
/// @param directory of its record
public record Neighbour(Path directory) {
    /// Tells on the other container that `--ipc container:` may have its shared memory.
    public static final String SHAREABLE = "org.shibafu.shareable-ipc";

    private static final String SHARED_MEMORY = "/shm";

    public String id() {
        return String.valueOf(directory.getFileName());
    }

    public Namespace namespace(NamespaceType type) {
        Path path = directory.resolve("ns").resolve(type.procName());
        return new Namespace(type, Optional.of(path.toString()));
    }

    /// The source of a mount that is its `/dev/shm`.
    public String sharedMemory() {
        return directory + SHARED_MEMORY;
    }

    /// Whose a namespace is; empty if it is new, or one that a file of the host's stands for.
    ///
    /// @param records where the records of all containers are
    public static Optional<Neighbour> of(Path records, Namespace namespace) {
        return namespace
                .path()
                .filter(path -> path.startsWith(records + "/"))
                .flatMap(path -> parent(Path.of(path)))
                .flatMap(Neighbour::parent)
                .map(Neighbour::new)
                .filter(one ->
                        one.isIn(records) && one.namespace(namespace.type()).equals(namespace));
    }

    /// Whether it is worth a closer look whose a mount is.
    public static boolean mayBeShared(MountSpec mount) {
        return mount.source().endsWith(SHARED_MEMORY);
    }

    /// Whose shared memory is mounted; empty for any other mount.
    public static Optional<Neighbour> of(Path records, MountSpec mount) {
        return Optional.of(mount.source())
                .filter(source -> source.startsWith(records + "/"))
                .flatMap(source -> parent(Path.of(source)))
                .map(Neighbour::new)
                .filter(one -> one.isIn(records) && one.sharedMemory().equals(mount.source()));
    }

    private boolean isIn(Path records) {
        return records.equals(directory.getParent());
    }

    private static Optional<Path> parent(Path path) {
        return Optional.ofNullable(path.getParent());
    }
}
