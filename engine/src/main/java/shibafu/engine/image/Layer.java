package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import shibafu.engine.disk.AtomicFile;
import shibafu.engine.disk.JsonRecord;

/// A layer on disk, `<directory>/{tree/,layer.json,split.gz}`: what it adds to the layers below it, in overlayfs' form.
///
/// @param directory of it
/// @param diffId digest of its tar (image-spec, config.md)
/// @param chain identifies it with all that is below it (image-spec, config.md, ChainID)
/// @param below directories' names of the layers below it, the nearest first
/// @param opaque directories in it that hide all that the layers below have there, as paths from its root
/// @param bytes in its files
record Layer(
        Path directory,
        ContentDigest diffId,
        ContentDigest chain,
        List<String> below,
        List<String> opaque,
        long bytes) {
    static final String TREE = "tree";
    static final String SPLIT = "split.gz";

    private static final String FILE = "layer.json";
    private static final int VERSION = 1;
    private static final int NAME_DIGITS = 32; // short: the kernel's list of layers may have to fit a page

    Layer {
        below = List.copyOf(below);
        opaque = List.copyOf(opaque);
    }

    /// What a layer's directory is called.
    static String nameOf(ContentDigest chain) {
        return chain.hex().substring(0, NAME_DIGITS);
    }

    static boolean isName(String text) {
        return text.matches("[0-9a-f]{" + NAME_DIGITS + "}");
    }

    /// The chain of a layer over another.
    ///
    /// @param below empty for the lowest
    static ContentDigest chain(List<Layer> below, ContentDigest diffId) {
        return below.isEmpty()
                ? diffId
                : ContentDigest.of((below.getFirst().chain.text() + " " + diffId.text())
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    Path tree() {
        return directory.resolve(TREE);
    }

    /// Its name and those of all below it.
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(nameOf(chain)));
        names.addAll(below);
        return names;
    }

    static boolean isAt(Path directory) {
        return Files.isRegularFile(directory.resolve(FILE), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(directory.resolve(TREE), LinkOption.NOFOLLOW_LINKS);
    }

    /// @throws IOException if none is there, or it makes no sense
    static Layer read(Path directory) throws IOException {
        JsonRecord json = JsonRecord.parse(Files.readAllBytes(directory.resolve(FILE)));
        if (json.number("version") != VERSION) {
            throw new IOException("layer " + directory + " was written by another Shibafu");
        }
        List<String> below = json.texts("below");
        for (String name : below) {
            if (!isName(name)) {
                throw new IOException("layer " + directory + " names no layer: " + Quoted.of(name));
            }
        }
        return new Layer(
                directory,
                ContentDigest.parse(json.text("diffId")),
                ContentDigest.parse(json.text("chain")),
                below,
                json.texts("opaque"),
                json.number("bytes"));
    }

    void write() throws IOException {
        byte[] content = JsonRecord.write(json -> {
            json.writeNumberField("version", VERSION);
            json.writeStringField("diffId", diffId.text());
            json.writeStringField("chain", chain.text());
            json.writeFieldName("below");
            json.writeArray(below.toArray(new String[0]), 0, below.size());
            json.writeFieldName("opaque");
            json.writeArray(opaque.toArray(new String[0]), 0, opaque.size());
            json.writeNumberField("bytes", bytes);
        });
        AtomicFile.write(directory.resolve(FILE), content);
    }
}
