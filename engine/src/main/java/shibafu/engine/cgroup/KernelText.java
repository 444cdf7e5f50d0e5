package shibafu.engine.cgroup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// What one file of the kernel says: numbers, `max`, or lines `key number`. Looks into bytes and makes no objects, for
/// statistics are read often; the bytes may be another file's at the next read.
public final class KernelText {
    /// v1 has no word for "no limit": it says 2⁶³ − 1, rounded down to a page.
    private static final long UNLIMITED_V1 = Long.MAX_VALUE & -65_536L;

    private final ByteBuffer bytes;

    /// @param bytes from 0 to its limit
    KernelText(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    public static KernelText of(String text) {
        return new KernelText(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /// A limit in a file's text: empty for `max`, v1's largest number, or a negative one.
    public static OptionalLong limitOf(String text) {
        return of(text).limit();
    }

    boolean isEmpty() {
        return bytes.limit() == 0;
    }

    /// The first word as a number; 0 where there is none, [Long#MAX_VALUE] for `max`.
    long number() {
        return number(0);
    }

    /// The word of that index as a number.
    long number(int index) {
        int at = 0;
        for (int word = 0; word < index; word++) {
            at = skip(at, false);
            at = skip(at, true);
        }
        return parse(at);
    }

    /// The first word as a limit; empty for none, and where the file is missing.
    OptionalLong limit() {
        if (isEmpty()) {
            return OptionalLong.empty();
        }
        long number = number();
        return number < 0 || number >= UNLIMITED_V1 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /// Whether a line `key number` is there.
    public boolean has(String key) {
        return find(key) >= 0;
    }

    /// The number in the line `key number`; 0 where there is no such line.
    public long number(String key) {
        int at = find(key);
        return at < 0 ? 0 : parse(skip(at, true));
    }

    /// Where the number of a key begins, or -1.
    private int find(String key) {
        int line = 0;
        int end = bytes.limit();
        while (line + key.length() < end) {
            if (startsWith(line, key) && bytes.get(line + key.length()) == ' ') {
                return line + key.length() + 1;
            }
            while (line < end && bytes.get(line) != '\n') {
                line++;
            }
            line++;
        }
        return -1;
    }

    private boolean startsWith(int at, String key) {
        for (int i = 0; i < key.length(); i++) {
            if (bytes.get(at + i) != key.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int skip(int from, boolean blanks) {
        int at = from;
        while (at < bytes.limit() && (bytes.get(at) <= ' ') == blanks) {
            at++;
        }
        return at;
    }

    private long parse(int from) {
        int at = from;
        int end = bytes.limit();
        if (at < end && bytes.get(at) == 'm') {
            return Long.MAX_VALUE;
        }
        boolean negative = at < end && bytes.get(at) == '-';
        if (negative) {
            at++;
        }
        long number = 0;
        while (at < end && bytes.get(at) >= '0' && bytes.get(at) <= '9') {
            number = number * 10 + bytes.get(at) - '0';
            at++;
        }
        return negative ? -number : number;
    }
}
