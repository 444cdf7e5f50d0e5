package shibafu.engine.volume;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.disk.AtomicFile;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.JsonRecord;
import shibafu.engine.disk.LockFile;
import shibafu.engine.disk.RandomName;
import shibafu.engine.disk.TreeRemoval;

/// The volumes of this machine, `<root>/<name>/{_data/,volume.json}`.
///
/// A volume appears and vanishes by renaming, under the store's lock: what is killed on the way leaves directories that
/// nobody finds, and the next who holds the lock removes.
public final class VolumeStore {
    /// Where root's volumes are.
    public static final Path DEFAULT_ROOT = Path.of("/var/lib/shibafu/volumes");

    static final String DATA = "_data";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSABLE = "rwx--x--x"; // for containers whose root is another user's

    private final Path root;
    private final VolumeUsers users;

    /// @param root made when first needed
    /// @param users asked, under the store's lock, before a volume is removed
    public VolumeStore(Path root, VolumeUsers users) {
        this.root = root.toAbsolutePath().normalize();
        this.users = users;
    }

    /// The directory that containers see, whether or not the volume stands.
    public Path data(String name) {
        return home(name).resolve(DATA);
    }

    /// All that is kept of a volume.
    public Path home(String name) {
        return root.resolve(VolumeName.require(name));
    }

    /// Makes a volume; one that stands already is left as it is.
    public Volume create(String name, Map<String, String> labels) {
        return ensure(name, false, labels);
    }

    /// The same for a container.
    public Volume ensure(VolumeUse use) {
        return ensure(use.name(), use.anonymous(), Map.of());
    }

    private Volume ensure(String name, boolean anonymous, Map<String, String> labels) {
        return alone("make volume " + name, () -> {
            if (!Files.isDirectory(home(name), LinkOption.NOFOLLOW_LINKS)) {
                Volume made = new Volume(name, data(name), Instant.now(), anonymous, labels);
                Path place = directory(root.resolve(".new-" + RandomName.hex(6)), PASSABLE);
                directory(place.resolve(DATA), "rwxr-xr-x");
                new FreshVolume(place).mark();
                AtomicFile.writeUnseen(place.resolve("volume.json"), write(made));
                Files.move(place, home(name), StandardCopyOption.ATOMIC_MOVE);
            }
            return read(name);
        });
    }

    public Optional<Volume> find(String name) {
        try {
            return VolumeName.isName(name) && Files.isDirectory(home(name), LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(read(name))
                    : Optional.empty();
        } catch (IOException e) {
            throw new VolumeException("read volume " + name + ": " + IoReason.of(e), e);
        }
    }

    /// @throws VolumeException if there is none
    public Volume load(String name) {
        return find(name).orElseThrow(() -> new VolumeException("no such volume: " + name));
    }

    /// By name.
    public List<Volume> list() {
        List<Volume> volumes = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return volumes;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                find(entry.getFileName().toString()).ifPresent(volumes::add);
            }
        } catch (IOException e) {
            throw new VolumeException("list volumes in " + root + ": " + IoReason.of(e), e);
        }
        volumes.sort(Comparator.comparing(Volume::name));
        return volumes;
    }

    /// Which containers have it.
    public List<String> users(String name) {
        return users.of(name);
    }

    /// Removes a volume with all that is in it.
    ///
    /// @throws VolumeException if there is none, or a container has it
    public void remove(String name) {
        alone("remove volume " + name, () -> {
            load(name);
            List<String> found = users.of(name);
            if (!found.isEmpty()) {
                throw new VolumeException("remove volume " + name + ": volume is in use - [" + String.join(", ", found)
                        + "]; remove the containers first");
            }
            discard(name);
            return name;
        });
    }

    /// Removes those of them that no container has any more.
    public void removeUnused(List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        alone("remove volumes", () -> {
            for (String name : names) {
                if (find(name).isPresent() && users.of(name).isEmpty()) {
                    discard(name);
                }
            }
            return names;
        });
    }

    /// Whether an image's content is to be copied to it now: what carries that out removes the mark when all is there.
    public boolean beginFill(String name) {
        try {
            return new FreshVolume(home(name)).begin();
        } catch (IOException e) {
            throw new VolumeException("copy to volume " + name + ": " + IoReason.of(e), e);
        }
    }

    /// Waits until nobody else copies to a volume; nobody does as long as the lock is held.
    public LockFile lockFill() {
        return lock(".fill", "copy to volumes");
    }

    private void discard(String name) throws IOException {
        Path gone = root.resolve(".gone-" + RandomName.hex(6));
        Files.move(home(name), gone, StandardCopyOption.ATOMIC_MOVE);
        TreeRemoval.remove(gone);
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    @SuppressWarnings("try") // the lock is held, not used
    private <T> T alone(String what, Action<T> action) {
        try (LockFile ignored = lock(".lock", what)) {
            sweep();
            return action.run();
        } catch (IOException e) {
            throw new VolumeException(what + ": " + IoReason.of(e), e);
        }
    }

    private LockFile lock(String name, String what) {
        try {
            if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(root.resolveSibling("."));
                directory(root, PASSABLE);
            }
            Path file = root.resolve(name);
            return LockFile.acquire(file, PATIENCE)
                    .orElseThrow(() -> new VolumeException(what + ": "
                            + LockFile.holder(file).orElse("another process") + " has been busy with volumes for "
                            + PATIENCE.toSeconds() + " s"));
        } catch (IOException e) {
            throw new VolumeException(what + ": " + IoReason.of(e), e);
        }
    }

    /// What a killed process left; whoever else made it would hold the lock.
    private void sweep() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(root, ".{new,gone}-*")) {
            for (Path one : left) {
                TreeRemoval.remove(one);
            }
        }
    }

    private Volume read(String name) throws IOException {
        JsonRecord json = JsonRecord.parse(Files.readAllBytes(home(name).resolve("volume.json")));
        try {
            return new Volume(
                    name,
                    data(name),
                    Instant.parse(json.text("created")),
                    json.flag("anonymous"),
                    json.textMap("labels"));
        } catch (DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static byte[] write(Volume volume) throws IOException {
        return JsonRecord.write(json -> {
            json.writeStringField("created", volume.created().toString());
            json.writeBooleanField("anonymous", volume.anonymous());
            json.writeObjectFieldStart("labels");
            for (Map.Entry<String, String> label : volume.labels().entrySet()) {
                json.writeStringField(label.getKey(), label.getValue());
            }
            json.writeEndObject();
        });
    }

    /// Whatever the umask says.
    private static Path directory(Path path, String mode) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(path);
        }
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
