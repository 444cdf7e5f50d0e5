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
import java.util.Map;
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

    private static final byte GNU_DUMP_DIRECTORY = 'D';

    private final UnpackLimits limits;
    private final UnpackTarget target;
    private final Path split;
    private final SkippedEntries skipped;
    private final ArchiveKind kind = new ArchiveKind();
    private boolean whiteouts;
    private long entries;
    private long bytes;

    /// @param root where to unpack to; must not be there yet
    /// @param split where all but the files' content goes (see [TarSplit]); must not be there yet
    ArchiveUnpacker(Path root, Path split, UnpackLimits limits) throws IOException {
        this(root, split, limits, new ImageTree(List.of()), new SkippedEntries());
    }

    /// For a layer over others, or the lowest.
    ///
    /// @param skipped what was left out of those before it
    ArchiveUnpacker(Path root, Path split, UnpackLimits limits, ImageTree below, SkippedEntries skipped)
            throws IOException {
        this.limits = limits;
        this.split = split;
        this.skipped = skipped;
        PrivateDirectory.create(root);
        this.target = new UnpackTarget(root, below);
    }

    /// What was unpacked.
    ///
    /// @param bytes in all files
    /// @param entries files, directories and links
    /// @param digest of the archive itself
    /// @param diffId of the tar in it
    /// @param kind what it holds
    /// @param opaque directories that hide what is below them
    record Unpacked(
            long bytes,
            long entries,
            ContentDigest digest,
            ContentDigest diffId,
            ArchiveKind.Kind kind,
            List<String> opaque) {
        Unpacked {
            opaque = List.copyOf(opaque);
        }
    }

    /// Unpacks all of `stream`, which is read to its end and left open. A failure may leave files below the root, and
    /// nowhere else.
    ///
    /// @throws IOException if it is no archive, is damaged, claims too much or wants out; says which
    Unpacked unpack(InputStream stream) throws IOException {
        Unpacked unpacked = unpackAll(stream);
        if (entries == 0) {
            throw new IOException("it holds no files");
        }
        return unpacked;
    }

    /// Unpacks a layer. All of an image stay within the limits together.
    ///
    /// @param before how many bytes and entries the image's other layers have
    /// @throws IOException as above
    Unpacked unpackLayer(InputStream stream, UnpackLimits before) throws IOException {
        whiteouts = true;
        bytes = before.bytes();
        entries = before.entries();
        Unpacked all = unpackAll(stream);
        return new Unpacked(
                bytes - before.bytes(),
                entries - before.entries(),
                all.digest(),
                all.diffId(),
                all.kind(),
                all.opaque());
    }

    @SuppressWarnings("resource") // closing them would close the caller's stream
    private Unpacked unpackAll(InputStream stream) throws IOException {
        MessageDigest digest = ContentDigest.start();
        MessageDigest diffId = ContentDigest.start();
        InputStream tar = ArchiveFormat.openTar(new DigestInputStream(stream, digest));
        unpackTar(new DigestInputStream(tar, diffId));
        target.finish();
        return new Unpacked(
                bytes,
                entries,
                ContentDigest.finish(digest),
                ContentDigest.finish(diffId),
                kind.kind(),
                target.opaque());
    }

    @SuppressWarnings("resource") // closing them would close the caller's stream
    private void unpackTar(InputStream archive) throws IOException {
        MeteredStream metered = new MeteredStream(archive, limits.bytes());
        TarSplit.Recorder recorder = new TarSplit.Recorder(metered, split);
        try {
            unpackAll(new TarArchiveInputStream(recorder, "UTF-8"), metered, recorder);
            // A digest is of the whole archive, with what follows its last entry.
            recorder.finish();
        } catch (RuntimeException | StackOverflowError e) {
            // The reader's way of saying that a header makes no sense, or that there are too many for one entry.
            throw new IOException("it is damaged: " + e, e);
        } finally {
            recorder.abandon();
        }
    }

    private void unpackAll(TarArchiveInputStream tar, MeteredStream metered, TarSplit.Recorder recorder)
            throws IOException {
        while (true) {
            metered.enterHeader();
            recorder.enterHeader();
            TarArchiveEntry entry = tar.getNextEntry();
            metered.enterData();
            recorder.enterData();
            if (entry == null) {
                break;
            }
            if (++entries > limits.entries()) {
                throw new IOException("it holds more than " + limits.entries() + " entries");
            }
            unpack(tar, entry, recorder);
            tar.transferTo(OutputStream.nullOutputStream());
        }
    }

    private void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, TarSplit.Recorder recorder)
            throws IOException {
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
                    makeFile(tar, entry, path, recorder);
                    return;
                }
            }
            case TarConstants.LF_DIR, GNU_DUMP_DIRECTORY -> {
                target.makeDirectory(path, meta(path, entry));
                target.attributes(path, PaxAttributes.of(recorder.header(), entry.getExtraPaxHeaders()));
            }
            case TarConstants.LF_SYMLINK -> target.makeSymbolicLink(path, entry.getLinkName(), meta(path, entry));
            case TarConstants.LF_LINK -> target.makeHardLink(path, EntryPath.parse(entry.getLinkName()));
            case TarConstants.LF_CHR, TarConstants.LF_BLK -> {
                ArchivedDevice.refuseUnlessMadeByEngine(path, entry);
                skipped.add(SkippedEntries.Kind.DEVICE, path);
            }
            case TarConstants.LF_FIFO -> target.makeFifo(path, meta(path, entry));
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

    private void makeFile(TarArchiveInputStream tar, TarArchiveEntry entry, EntryPath path, TarSplit.Recorder recorder)
            throws IOException {
        Map<String, byte[]> attributes = PaxAttributes.of(recorder.header(), entry.getExtraPaxHeaders());
        boolean plain = !entry.isSparse(); // else the tar holds something else than the file
        if (plain) {
            recorder.enterFile(path);
        }
        bytes += target.makeFile(path, tar, limits.bytes() - bytes, meta(path, entry), attributes);
        if (plain) {
            tar.transferTo(OutputStream.nullOutputStream());
            recorder.leaveFile();
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
