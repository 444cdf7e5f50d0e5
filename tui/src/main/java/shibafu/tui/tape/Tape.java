package shibafu.tui.tape;

import java.util.regex.Pattern;

/// A recording that was read.
public record Tape() {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+.-]{1,255}");

    /// Whether a container can be called so.
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
