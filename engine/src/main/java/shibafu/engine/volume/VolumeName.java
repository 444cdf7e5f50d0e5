package shibafu.engine.volume;

import java.util.regex.Pattern;
import shibafu.engine.disk.RandomName;

/// Names of volumes, as docker has them.
public final class VolumeName {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}");
    private static final int BYTES = 32;

    private VolumeName() {}

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /// @throws VolumeException if it is none
    public static String require(String text) {
        if (!isName(text)) {
            throw new VolumeException("volume name '" + text
                    + "' is not letters, digits, '_', '.' and '-', with a letter or digit first");
        }
        return text;
    }

    /// For a volume that the user gave no name.
    public static String random() {
        return RandomName.hex(BYTES);
    }
}
