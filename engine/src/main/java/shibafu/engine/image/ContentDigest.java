package shibafu.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// What an archive holds, as `sha256:` and 64 hexadecimal digits.
///
/// @param text the whole of it
record ContentDigest(String text) {
    private static final String PREFIX = "sha256:";

    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    /// @throws IOException if it is no SHA-256, such as one that would lead to another file
    static ContentDigest parse(String text) throws IOException {
        if (!FORM.matcher(text).matches()) {
            throw new IOException("digest " + Quoted.of(text) + " is not sha256: and 64 hexadecimal digits");
        }
        return new ContentDigest(text);
    }

    static ContentDigest of(byte[] bytes) {
        return finish(start(), bytes);
    }

    private static ContentDigest finish(MessageDigest digest, byte[] bytes) {
        digest.update(bytes);
        return finish(digest);
    }

    /// The digits alone.
    String hex() {
        return text.substring(PREFIX.length());
    }

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static ContentDigest finish(MessageDigest digest) {
        return new ContentDigest(PREFIX + HexFormat.of().formatHex(digest.digest()));
    }

    static ContentDigest of(Path file) throws IOException {
        MessageDigest digest = start();
        try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
            stream.transferTo(OutputStream.nullOutputStream());
        }
        return finish(digest);
    }

    /// The name of an image that has no other.
    String imageName() {
        return "sha256-" + text.substring(PREFIX.length(), PREFIX.length() + 16);
    }
}
