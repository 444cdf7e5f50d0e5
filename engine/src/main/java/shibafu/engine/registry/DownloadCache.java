package shibafu.engine.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.LockFile;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.TreeRemoval;

/// What pulls have fetched and no image holds yet: `<root>/<digest>` is whole, `<digest>.part` is not,
/// and whoever fetches
/// one holds `<digest>.lock`. What a pull that was ended leaves here is where the next goes on; after a week it is old.
///
/// @param root made when first needed
public record DownloadCache(Path root) {
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Duration OLD = Duration.ofDays(7);

    /// Puts a blob into a layout, fetched or found.
    void take(RegistryClient client, Descriptor blob, Layout layout, Progress progress) throws IOException {
        PrivateDirectory.ensure(root);
        progress.began(blob.digest(), blob.sizeBytes());
        Path file = file(blob.digest(), "");
        Path locked = file(blob.digest(), ".lock");
        LockFile lock = LockFile.acquire(locked, PATIENCE)
                .orElseThrow(() -> new IOException("%s has been fetching %s for more than %d min"
                        .formatted(
                                LockFile.holder(locked).orElse("another process"),
                                blob.digest(),
                                PATIENCE.toMinutes())));
        try {
            boolean there = isWhole(file, blob);
            if (!there) {
                Path part = file(blob.digest(), ".part");
                new BlobDownload(client, blob, part, progress).run();
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
            layout.link(file, blob.digest());
            progress.ended(blob.digest(), there ? "fetched before" : "done");
        } finally {
            lock.closeAndRemove();
        }
    }

    // A machine that lost its power may have kept the name and not the content.
    private static boolean isWhole(Path file, Descriptor blob) throws IOException {
        return Files.exists(file)
                && Files.size(file) == blob.sizeBytes()
                && blob.digest().same(file).equals(blob.digest());
    }

    /// A place for a layout, on the same file system.
    public LayoutPlace place() {
        return LayoutPlace.open(root);
    }

    /// Forgets what an image holds now.
    void forget(List<Descriptor> blobs) throws IOException {
        for (Descriptor blob : blobs) {
            Files.deleteIfExists(file(blob.digest(), ""));
        }
    }

    /// Removes what nobody fetches just now.
    ///
    /// @return how many bytes that were
    public long prune() {
        return removeBefore(Instant.MAX);
    }

    /// Removes what nobody has come back for.
    long removeOld() {
        return removeBefore(Instant.now().minus(OLD));
    }

    private long removeBefore(Instant time) {
        long bytes = 0;
        if (!Files.isDirectory(root)) {
            return bytes;
        }
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry :
                    entries.filter(one -> !one.toString().endsWith(".lock")).toList()) {
                bytes += remove(entry, time);
            }
        } catch (IOException e) {
            throw new RegistryException("clean up " + root + ": " + IoReason.of(e), e);
        }
        return bytes;
    }

    private long remove(Path entry, Instant time) throws IOException {
        String name = String.valueOf(entry.getFileName()).replaceFirst("\\.part$", "");
        Optional<LockFile> lock = LockFile.acquire(root.resolve(name + ".lock"), Duration.ZERO);
        if (lock.isEmpty()) {
            return 0;
        }
        try {
            // A layout is of no use to anybody else; what was fetched of a blob is.
            boolean left = name.startsWith(LayoutPlace.PREFIX);
            if (!Files.exists(entry)
                    || (!left && !Files.getLastModifiedTime(entry).toInstant().isBefore(time))) {
                return 0;
            }
            long size = Files.size(entry);
            TreeRemoval.remove(entry);
            return size;
        } finally {
            lock.get().closeAndRemove();
        }
    }

    private Path file(Digest digest, String suffix) {
        return root.resolve(digest.algorithm() + "-" + digest.hex() + suffix);
    }
}
