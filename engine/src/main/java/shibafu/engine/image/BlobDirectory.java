package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import shibafu.engine.disk.JsonRecord;

/// A directory with the parts of an image, which may have been made to do harm: nothing outside it is read.
record BlobDirectory(Path root) {
    private static final int LARGEST_JSON = 4 << 20; // what registries take as a manifest

    /// @param root a directory
    static BlobDirectory at(Path root) throws IOException {
        return new BlobDirectory(root.toRealPath());
    }

    /// A file by its name in a manifest.
    Path file(String name) throws IOException {
        EntryPath path = EntryPath.parse(name);
        Path file = root.resolve(String.join("/", path.steps()));
        if (!Files.exists(file)) {
            throw new IOException("file " + path + " is missing");
        }
        // "docker save" had symbolic links between its layers.
        Path real = file.toRealPath();
        if (!real.startsWith(root) || !Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("file " + path + " is no file in it");
        }
        return real;
    }

    byte[] small(String name) throws IOException {
        try (InputStream in = Files.newInputStream(file(name))) {
            byte[] bytes = in.readNBytes(LARGEST_JSON + 1);
            if (bytes.length > LARGEST_JSON) {
                throw new IOException("file " + Quoted.of(name) + " is larger than " + LARGEST_JSON + " bytes");
            }
            return bytes;
        }
    }

    /// The file that a descriptor names (image-spec, descriptor.md), its size and digest checked.
    Path blob(JsonRecord descriptor) throws IOException {
        ContentDigest digest = ContentDigest.parse(descriptor.text("digest"));
        Path file = file(nameOf(digest));
        long size = descriptor.number("size");
        if (Files.size(file) != size) {
            throw new IOException(
                    "blob %s has %d bytes instead of %d".formatted(digest.text(), Files.size(file), size));
        }
        ContentDigest found = ContentDigest.of(file);
        if (!found.equals(digest)) {
            throw new IOException("blob %s is damaged: its digest is %s".formatted(digest.text(), found.text()));
        }
        return file;
    }

    /// The content of a small one.
    byte[] smallBlob(JsonRecord descriptor) throws IOException {
        ContentDigest digest = ContentDigest.parse(descriptor.text("digest"));
        blob(descriptor);
        byte[] bytes = small(nameOf(digest));
        if (!ContentDigest.of(bytes).equals(digest)) {
            throw new IOException("blob " + digest.text() + " changed while it was read");
        }
        return bytes;
    }

    static String nameOf(ContentDigest digest) {
        return "blobs/sha256/" + digest.hex();
    }
}
