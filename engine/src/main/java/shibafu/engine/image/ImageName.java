package shibafu.engine.image;

import java.util.Optional;
import java.util.regex.Pattern;

/// What an image may be called: safe as the name of one file, and never to be mistaken for a path.
///
/// @param value as [#of] made it
record ImageName(String value) {
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");
    private static final String LATEST = ":latest";

    /// Reads what the user wrote; `NAME:latest`, a habit from docker, is `NAME`.
    static Optional<ImageName> of(String text) {
        String name = text.endsWith(LATEST) ? text.substring(0, text.length() - LATEST.length()) : text;
        return ALLOWED.matcher(name).matches() ? Optional.of(new ImageName(name)) : Optional.empty();
    }

    /// @throws ImageException if it can be no image's name
    static ImageName require(String text) {
        return of(text).orElseThrow(() -> new ImageException("invalid image name: " + Quoted.of(text)
                + ": use 1 to 128 of a-z 0-9 . _ and -, beginning with a letter or digit"));
    }

    @Override
    public String toString() {
        return value;
    }
}
