package shibafu.tui.term;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import shibafu.pty.vt.MouseEvent;

/// Takes the reports of our own mouse out of what is typed for a shell: they tell places on our screen, which mean
/// nothing to its program. Fed in any pieces.
final class MouseSieve {
    /// More bytes than any report has.
    private static final int LONGEST = 24;

    private byte[] begun = {};

    /// @param events takes what the mouse did
    /// @return what is left for the shell
    byte[] feed(byte[] more, Consumer<MouseEvent> events) {
        byte[] bytes = begun.length == 0 ? more : join(begun, more);
        begun = new byte[0];
        ByteArrayOutputStream typed = new ByteArrayOutputStream(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            int end = isReport(bytes, at) ? end(bytes, at) : at;
            if (end == bytes.length) {
                begun = Arrays.copyOfRange(bytes, at, end);
                break;
            }
            if (end > at) {
                MouseSequence.parse(text(bytes, at + 2, end + 1)).ifPresent(events);
            } else {
                typed.write(bytes[at]);
            }
            at = end + 1;
        }
        return typed.toByteArray();
    }

    /// `ESC [ <` begins a report and nothing that a keyboard sends.
    private static boolean isReport(byte[] bytes, int at) {
        return at + 2 < bytes.length && bytes[at] == 0x1b && bytes[at + 1] == '[' && bytes[at + 2] == '<';
    }

    /// Where its last byte is: the number of bytes if that is still to come, the first if it is no report after all.
    private static int end(byte[] bytes, int at) {
        for (int i = at + 3; i < bytes.length && i - at < LONGEST; i++) {
            if (bytes[i] == 'M' || bytes[i] == 'm') {
                return i;
            }
            if (bytes[i] != ';' && (bytes[i] < '0' || bytes[i] > '9')) {
                return at;
            }
        }
        return bytes.length - at < LONGEST ? bytes.length : at;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
}
