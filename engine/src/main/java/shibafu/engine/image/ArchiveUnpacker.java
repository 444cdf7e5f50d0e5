package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import shibafu.engine.disk.InodeMeta;
import shibafu.engine.disk.PrivateDirectory;

/// Unpacks an archive, or the layers of an image one over the other, that may have been made to do harm; used once.
final class ArchiveUnpacker {
    private static final long NO_ID = -1; // to chown(2), all bits set mean "leave it"
    private static final long LARGEST_ID = 0xFFFF_FFFEL;
    private static final Instant LATEST = Instant.ofEpochSecond(1L << 33); // in 2242: ext4 ends in 2446
    private static final String CAPABILITY = "SCHILY.xattr.security.capability";

    private static final byte GNU_DUMP_DIRECTORY = 'D';

    private final UnpackLimits limits;
    private final UnpackTarget target;
    private final SkippedEntries skipped = new SkippedEntries();
    private final ArchiveKind kind = new ArchiveKind();
    private boolean whiteouts;
    private long entries;
    private long bytes;

    /// @param root where to unpack to; must not be there yet
    ArchiveUnpacker(Path root, UnpackLimits limits) throws IOException {
        this.limits = limits;
        PrivateDirectory.create(root);
        this.target = new UnpackTarget(root);
    }

    /// What was unpacked.
    ///
    /// @param bytes in all files
    /// @param digest of the archive itself
    /// @param kind what it holds
    /// @param notices what was left out, a sentence each
    record Unpacked(long bytes, ContentDigest digest, ArchiveKind.Kind kind, List<String> notices) {
        Unpacked {
            notices = List.copyOf(notices);
        }
    }

    /// Unpacks all of `stream`, which is read to its end and left open. A failure may leave files below the root, and
    /// nowhere else.
    ///
    /// @throws IOException if it is no archive, is damaged, claims too much or wants out; says which
    @SuppressWarnings("resource") // closing them would close the caller's stream
    Unpacked unpack(InputStream stream) throws IOException {
        MessageDigest digest = ContentDigest.start();
        unpackTar(ArchiveFormat.openTar(new DigestInputStream(stream, digest)));
        if (entries == 0) {
            throw new IOException("it holds no files");
        }
        target.finish();
        return new Unpacked(bytes, ContentDigest.finish(digest), kind.kind(), skipped.notices());
    }

    /// Unpacks a layer over those before it. All of them together stay within the limits.
    ///
    /// @return the digest of the layer's tar, its diff ID (image-spec, config.md)
    /// @throws IOException as above
    @SuppressWarnings("resource") // closing it would close the caller's stream
    ContentDigest addLayer(InputStream stream) throws IOException {
        whiteouts = true;
        target.enterLayer();
        MessageDigest digest = ContentDigest.start();
        unpackTar(new DigestInputStream(ArchiveFormat.openTar(stream), digest));
        return ContentDigest.finish(digest);
    }

    /// To be called when all layers were added.
    ///
    /// @return what they hold together, the bytes of hidden files included
    Unpacked finishLayers(ContentDigest image) throws IOException {
        target.finish();
        return new Unpacked(bytes, image, ArchiveKind.Kind.TREE, skipped.notices());
    }

    @SuppressWarnings("resource") // closing them would close the caller's stream
    private void unpackTar(InputStream archive) throws IOException {
        try {
            MeteredStream metered = new MeteredStream(archive, limits.bytes());
            unpackAll(new TarArchiveInputStream(metered, "UTF-8"), metered);
            // A digest is of the whole archive, with what follows its last entry.
            metered.transferTo(OutputStream.nullOutputStream());
        } catch (RuntimeException | StackOverflowError e) {
            // The reader's way of saying that a header makes no sense, or that there are too many for one entry.
            throw new IOException("it is damaged: " + e, e);
        }
    }

    private void unpackAll(TarArchiveInputStream tar, MeteredStream metered) throws IOException {
        while (true) {
            metered.enterHeader();
            TarArchiveEntry entry = tar.getNextEntry();
            metered.enterData();
            if (entry == null) {
                break;
            }
            if (++entries > limits.entries()) {
                throw new IOException("it holds more than " + limits.entries() + " entries");
            }
            unpack(tar, entry);
            tar.transferTo(OutputStream.nullOutputStream());
        }
    }

    private void unpack(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        EntryPath path = EntryPath.parse(entry.getName());
        kind.see(path);
        if (whiteouts && Whiteout.isOne(path)) {
            hide(path);
            return;
        }
        switch (entry.getLinkFlag()) {
            case TarConstants.LF_NORMAL,
                    TarConstants.LF_OLDNORM,
                    TarConstants.LF_CONTIG,
                    TarConstants.LF_GNUTYPE_SPARSE -> {
                // Before 1988 a directory was a file whose name ends with a slash.
                if (entry.getName().endsWith("/")) {
                    target.makeDirectory(path, meta(path, entry));
                } else {
                    makeFile(tar, entry, path);
                    return;
                }
            }
            case TarConstants.LF_DIR, GNU_DUMP_DIRECTORY -> target.makeDirectory(path, meta(path, entry));
            case TarConstants.LF_SYMLINK -> target.makeSymbolicLink(path, entry.getLinkName(), meta(path, entry));
            case TarConstants.LF_LINK -> target.makeHardLink(path, EntryPath.parse(entry.getLinkName()));
            case TarConstants.LF_CHR, TarConstants.LF_BLK -> skipped.add(SkippedEntries.Kind.DEVICE, path);
            case TarConstants.LF_FIFO -> skipped.add(SkippedEntries.Kind.FIFO, path);
            default -> skipped.add(SkippedEntries.Kind.UNKNOWN, path);
        }
        if (entry.isSparse()) {
            // Its holes could be read for ever.
            throw new IOException("entry " + path + " is sparse and no file");
        }
    }

    private void hide(EntryPath path) throws IOException {
        switch (Whiteout.of(path)) {
            case Whiteout.Opaque opaque -> target.makeOpaque(opaque.directory());
            case Whiteout.Of of -> target.whiteout(of.hidden());
            case Whiteout.Foreign foreign -> {
                // Of aufs, for itself.
            }
        }
    }

    private void makeFile(TarArchiveInputStream tar, TarArchiveEntry entry, EntryPath path) throws IOException {
        long left = limits.bytes() - bytes;
        bytes += target.makeFile(path, tar, left, meta(path, entry));
        if (entry.getExtraPaxHeaders().containsKey(CAPABILITY)) {
            skipped.add(SkippedEntries.Kind.CAPABILITY, path);
        }
    }

    private static InodeMeta meta(EntryPath path, TarArchiveEntry entry) throws IOException {
        Instant written = entry.getLastModifiedTime().toInstant();
        Instant modified = written.isBefore(Instant.EPOCH) ? Instant.EPOCH : written.isAfter(LATEST) ? LATEST : written;
        return new InodeMeta(
                entry.getMode() & 07777,
                id(path, "uid", entry.getLongUserId()),
                id(path, "gid", entry.getLongGroupId()),
                FileTime.from(modified));
    }

    private static int id(EntryPath path, String what, long id) throws IOException {
        // The reader hands on 32 bits as a signed number.
        if (id < Integer.MIN_VALUE || id == NO_ID || id > LARGEST_ID) {
            throw new IOException("entry " + path + " has the " + what + " " + id + ", which no system can have");
        }
        return (int) id;
    }
}
