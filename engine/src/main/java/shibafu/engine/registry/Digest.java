package shibafu.engine.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What content is called by its hash (image-spec, descriptor.md#digests).
///
/// @param algorithm `sha256` or `sha512`
/// @param hex lower case, as long as the algorithm wants
public record Digest(String algorithm, String hex) implements Comparable<Digest> {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");

    static Optional<Digest> of(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        return Optional.of(new Digest(text.substring(0, colon), text.substring(colon + 1)));
    }

    static Digest sha256(byte[] content) {
        return new Digest("sha256", HexFormat.of().formatHex(start("sha256").digest(content)));
    }

    /// Of another content, by the same algorithm.
    Digest same(byte[] content) {
        return new Digest(algorithm, HexFormat.of().formatHex(start(algorithm).digest(content)));
    }

    /// Of a file's content, by the same algorithm.
    Digest same(Path file) throws IOException {
        MessageDigest hash = start(algorithm);
        try (InputStream stream = new DigestInputStream(Files.newInputStream(file), hash)) {
            stream.transferTo(OutputStream.nullOutputStream());
        }
        return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
    }

    private static MessageDigest start(String algorithm) {
        try {
            return MessageDigest.getInstance("SHA-" + algorithm.substring("sha".length()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm.toUpperCase(Locale.ROOT), e);
        }
    }

    /// The first digits, as people see it.
    public String shortText() {
        return hex.substring(0, 12);
    }

    @Override
    public int compareTo(Digest other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
