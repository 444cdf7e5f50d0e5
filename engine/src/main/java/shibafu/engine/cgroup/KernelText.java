package shibafu.engine.cgroup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// What one file of the kernel says: numbers, `max`, or lines `key number`. Looks into bytes and makes no objects, for
/// statistics are read often; the bytes may be another file's at the next read.
public final class KernelText {
    /// v1 has no word for "no limit": it says 2⁶³ − 1, rounded down to a page.
    private static final long UNLIMITED_V1 = Long.MAX_VALUE & -65_536L;

    private final byte[] bytes;
    private int length;

    /// @param capacity of the longest file
    KernelText(int capacity) {
        this.bytes = new byte[capacity];
    }

    private KernelText(byte[] bytes) {
        this.bytes = bytes;
        this.length = bytes.length;
    }

    public static KernelText of(String text) {
        return new KernelText(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// A limit in a file's text: empty for `max`, v1's largest number, or a negative one.
    public static OptionalLong limitOf(String text) {
        return of(text).limit();
    }

    /// Takes over what was read.
    void fill(ByteBuffer from) {
        length = from.remaining();
        from.get(bytes, 0, length);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /// For what is read seldom.
    String text() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
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
        long limit = limitOr(Long.MIN_VALUE);
        return limit == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    /// The first word as a limit, or `none`.
    long limitOr(long none) {
        if (isEmpty()) {
            return none;
        }
        long number = number();
        return number < 0 || number >= UNLIMITED_V1 ? none : number;
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

    /// All lines `key number`, in their order. For what is read seldom.
    Map<String, Long> numbers() {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (int line = 0; line < length; line = nextLine(line)) {
            int end = skip(line, false);
            numbers.put(new String(bytes, line, end - line, StandardCharsets.US_ASCII), parse(skip(end, true)));
        }
        return numbers;
    }

    /// Where the number of a key begins, or -1.
    private int find(String key) {
        int line = 0;
        while (line + key.length() < length) {
            if (startsWith(line, key) && bytes[line + key.length()] == ' ') {
                return line + key.length() + 1;
            }
            line = nextLine(line);
        }
        return -1;
    }

    /// Where the line after this one begins; the end of the text if there is none.
    int nextLine(int from) {
        int at = from;
        while (at < length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(length, at + 1);
    }

    /// Whether a word stands there.
    boolean startsWith(int at, String word) {
        if (at + word.length() > length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Where a word stands first between two places, or -1.
    int indexOf(String word, int from, int to) {
        for (int at = from; at + word.length() <= to; at++) {
            if (startsWith(at, word)) {
                return at;
            }
        }
        return -1;
    }

    private int skip(int from, boolean blanks) {
        int at = from;
        while (at < length && (bytes[at] <= ' ') == blanks) {
            at++;
        }
        return at;
    }

    /// The number that begins there; 0 where none does, [Long#MAX_VALUE] for `max`.
    long parse(int from) {
        int at = from;
        if (at < length && bytes[at] == 'm') {
            return Long.MAX_VALUE;
        }
        boolean negative = at < length && bytes[at] == '-';
        if (negative) {
            at++;
        }
        long number = 0;
        while (at < length && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + bytes[at] - '0';
            at++;
        }
        return negative ? -number : number;
    }
}
