package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import shibafu.engine.disk.InodeMeta;
import shibafu.engine.disk.UnixAttributes;
import shibafu.engine.spec.LinuxSpec.IdMapping;

/// Gives a tree to the ids of a user namespace, so that its root owns what root owns in the image.
final class OwnerShift {
    private final List<IdMapping> uids;
    private final List<IdMapping> gids;

    OwnerShift(List<IdMapping> uids, List<IdMapping> gids) {
        this.uids = List.copyOf(uids);
        this.gids = List.copyOf(gids);
    }

    /// Shifts the owners of a tree that nobody else can reach yet.
    void apply(Path tree) throws IOException {
        Set<Object> shiftedAlready = new HashSet<>();
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                UnixAttributes found = UnixAttributes.read(file, LinkOption.NOFOLLOW_LINKS);
                if (found.links() > 1 && !shiftedAlready.add(found.key())) {
                    return FileVisitResult.CONTINUE;
                }
                InodeMeta shifted = shifted(InodeMeta.of(found));
                if (found.isFifo()) {
                    NewFifo.look(file, shifted);
                } else if (attributes.isSymbolicLink()) {
                    shifted.applyToLink(file);
                } else {
                    Map<String, byte[]> kept = KeptAttributes.of(file);
                    shifted.applyTo(file);
                    kept.computeIfPresent(
                            FileCapability.NAME, (name, value) -> FileCapability.of(value, shift(0, uids)));
                    KeptAttributes.put(file, kept);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                if (e != null) {
                    throw e;
                }
                shifted(InodeMeta.of(directory)).applyTo(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Lets the namespace's root walk through a directory of ours, and see nothing of it.
    static void letThrough(Path directory) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
        if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
            Files.setPosixFilePermissions(directory, permissions);
        }
    }

    private InodeMeta shifted(InodeMeta meta) {
        return new InodeMeta(meta.mode(), shift(meta.uid(), uids), shift(meta.gid(), gids), meta.modified());
    }

    /// An id that no range covers becomes the namespace's root: it would belong to nobody in there.
    private static int shift(int id, List<IdMapping> mappings) {
        long wanted = Integer.toUnsignedLong(id);
        for (IdMapping range : mappings) {
            long offset = wanted - range.containerId();
            if (offset >= 0 && offset < range.size()) {
                return (int) (range.hostId() + offset);
            }
        }
        return wanted == 0 ? 0 : shift(0, mappings);
    }
}
