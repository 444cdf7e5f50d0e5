package shibafu.engine.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an image may be called, such as `busybox` or `localhost/tools/build:1.2`: never to be mistaken for an absolute
/// path or for one that leads upwards.
///
/// @param value as [#of] made it
record ImageName(String value) {
    private static final String WORD = "[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?";
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?");
    private static final Pattern ALLOWED =
            Pattern.compile(WORD + "(?::[0-9]{1,5})?(?:/" + WORD + ")+(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?");
    private static final String LATEST = ":latest";
    // Longer than this, it could be no file's name.
    private static final int LONGEST = 250;

    /// Reads what the user wrote; `NAME:latest`, a habit from docker, is `NAME`.
    static Optional<ImageName> of(String text) {
        String name = text.endsWith(LATEST) ? text.substring(0, text.length() - LATEST.length()) : text;
        boolean fits = name.length() <= LONGEST
                && (PLAIN.matcher(name).matches() || ALLOWED.matcher(name).matches());
        return fits ? Optional.of(new ImageName(name)) : Optional.empty();
    }

    /// @throws ImageException if it can be no image's name
    static ImageName require(String text) {
        return of(text).orElseThrow(() -> new ImageException("invalid image name: " + Quoted.of(text)
                + ": use [REGISTRY/]NAME[:TAG] with 1 to 128 of a-z 0-9 . _ and -, beginning with a letter or digit"));
    }

    /// The name that [#fileName] gave a file.
    static Optional<ImageName> ofFile(String name) {
        return of(name.replace('+', '/').replace('=', ':'));
    }

    /// What its directory is called: overlayfs can name no directory with a colon.
    String fileName() {
        return value.replace('/', '+').replace(':', '=');
    }

    /// Which images a name may mean, the first that is there: itself, or what other programs put before it.
    List<ImageName> meanings() {
        List<ImageName> all = new ArrayList<>(List.of(this));
        if (value.indexOf('/') < 0) {
            all.add(new ImageName("localhost/" + value));
            all.add(new ImageName("docker.io/library/" + value));
        }
        return all;
    }

    /// With its tag, as other programs write it.
    String tagged() {
        return value.indexOf(':', value.lastIndexOf('/') + 1) < 0 ? value + LATEST : value;
    }

    @Override
    public String toString() {
        return value;
    }
}
