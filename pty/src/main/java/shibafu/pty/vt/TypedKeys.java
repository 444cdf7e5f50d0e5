package shibafu.pty.vt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import shibafu.pty.vt.VtTerminal.KeyModes;

/// What a person typed at a terminal in its usual modes, as a program expects it that has set others: cursor keys in
/// application mode, and pasted text without brackets where they were not asked for.
public final class TypedKeys {
    private static final byte[] PASTE_BEGINS = bytes("\033[200~");
    private static final byte[] PASTE_ENDS = bytes("\033[201~");

    private TypedKeys() {}

    /// @param typed whole keys, as the terminal sent them
    public static byte[] forProgram(byte[] typed, KeyModes modes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(typed.length);
        int at = 0;
        while (at < typed.length) {
            if (!modes.bracketedPaste() && (startsWith(typed, at, PASTE_BEGINS) || startsWith(typed, at, PASTE_ENDS))) {
                at += PASTE_BEGINS.length;
            } else if (modes.applicationCursor() && isCursorKey(typed, at)) {
                out.write(typed[at]);
                out.write('O');
                out.write(typed[at + 2]);
                at += 3;
            } else {
                out.write(typed[at]);
                at++;
            }
        }
        return out.toByteArray();
    }

    /// `ESC [ A` to `D`, Home and End: those without a modifier.
    private static boolean isCursorKey(byte[] typed, int at) {
        if (at + 2 >= typed.length || typed[at] != 0x1b || typed[at + 1] != '[') {
            return false;
        }
        byte last = typed[at + 2];
        return (last >= 'A' && last <= 'D') || last == 'H' || last == 'F';
    }

    private static boolean startsWith(byte[] typed, int at, byte[] prefix) {
        if (at + prefix.length > typed.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (typed[at + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
