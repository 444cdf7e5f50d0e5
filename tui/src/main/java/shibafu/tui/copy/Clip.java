package shibafu.tui.copy;

import java.nio.charset.StandardCharsets;

/// A text on its way to the terminal's clipboard. It is plain: what a program has printed must not become keys where it
/// is pasted.
///
/// @param problem why it does not go there, empty if it does
public record Clip(String text, String problem) {
    /// What terminals take, with room to spare.
    private static final int MOST_BYTES = 64 << 10;

    public static Clip of(String copied) {
        String plain = copied.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "");
        int bytes = plain.getBytes(StandardCharsets.UTF_8).length;
        if (plain.isEmpty()) {
            return new Clip("", "copy: there is no text");
        }
        return bytes > MOST_BYTES
                ? new Clip(
                        "",
                        "copy: " + (bytes >> 10) + " KiB are more than the " + (MOST_BYTES >> 10)
                                + " KiB that terminals take: mark less")
                : new Clip(plain, "");
    }

    /// What was copied, in few words.
    public String words() {
        long lines = text.lines().count();
        return lines > 1 ? "copied " + lines + " lines" : "copied \"" + text.strip() + "\"";
    }
}
