package shibafu.engine.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON (RFC 8259) into maps, lists, strings, longs and booleans.
///
/// Why not Jackson, which writes it: its parser touches BigDecimal, which on JDK 25 squares its way to 5^65536 when it
/// is first used. That takes 12 ms of each cold `shibafu-runtime state`, a quarter of the whole.
final class JsonText {
    /// Stands for what no record of ours holds.
    enum Foreign {
        NULL,
        /// A number with a fraction or an exponent, or one too large for a long.
        NUMBER
    }

    // Deeper than any record of ours, and far from the end of the stack.
    private static final int DEEPEST = 64;

    private final String text;
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    /// Reads one value.
    ///
    /// @throws IOException if it is not valid; says at which line
    static Object parse(byte[] bytes) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        JsonText json = new JsonText(text);
        Object value = json.value();
        json.skipSpace();
        if (json.at < text.length()) {
            throw json.wrong("something follows it");
        }
        return value;
    }

    private Object value() throws IOException {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", Foreign.NULL);
            default -> number();
        };
    }

    private Map<String, Object> object() throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (boolean more = enter('}'); more; more = goesOn('}')) {
            skipSpace();
            String name = string();
            skipSpace();
            expect(':');
            fields.put(name, value());
        }
        return fields;
    }

    private List<Object> list() throws IOException {
        List<Object> elements = new ArrayList<>();
        for (boolean more = enter(']'); more; more = goesOn(']')) {
            elements.add(value());
        }
        return elements;
    }

    /// Steps over the opening bracket; returns whether anything is in it.
    private boolean enter(char close) throws IOException {
        at++;
        if (++depth > DEEPEST) {
            throw wrong("it is nested too deep");
        }
        skipSpace();
        return peek() != close || leave();
    }

    /// Steps over a comma or the closing bracket; returns whether it was a comma.
    private boolean goesOn(char close) throws IOException {
        skipSpace();
        if (peek() == close) {
            return leave();
        }
        expect(',');
        return true;
    }

    private boolean leave() {
        at++;
        depth--;
        return false;
    }

    private String string() throws IOException {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return value.toString();
            }
            if (c < ' ') {
                throw wrong("a control character stands in a string");
            }
            value.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws IOException {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hexDigit() << 12 | hexDigit() << 8 | hexDigit() << 4 | hexDigit());
            default -> throw wrong("an escape is unknown");
        };
    }

    private int hexDigit() throws IOException {
        char c = next();
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw wrong("an escape is unknown");
        }
        return digit;
    }

    private Object number() throws IOException {
        int start = at;
        accept("-");
        if (!accept("0")) {
            digits();
        }
        int end = at;
        if (accept(".")) {
            digits();
        }
        if (accept("eE")) {
            accept("+-");
            digits();
        }
        if (at > end) {
            return Foreign.NUMBER;
        }
        try {
            return Long.parseLong(text, start, end, 10);
        } catch (NumberFormatException e) {
            return Foreign.NUMBER; // too large
        }
    }

    private void digits() throws IOException {
        if (!accept("0123456789")) {
            throw wrong("a value is missing");
        }
        while (accept("0123456789")) {
            // Stepped over.
        }
    }

    private Object word(String word, Object value) throws IOException {
        if (!text.startsWith(word, at)) {
            throw wrong("a value is missing");
        }
        at += word.length();
        return value;
    }

    private boolean accept(String characters) {
        boolean found = at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
        at += found ? 1 : 0;
        return found;
    }

    private void expect(char c) throws IOException {
        if (next() != c) {
            at--;
            throw wrong("a " + c + " is missing");
        }
    }

    private char next() throws IOException {
        char c = peek();
        at++;
        return c;
    }

    private char peek() throws IOException {
        if (at >= text.length()) {
            throw wrong("it ends too early");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (accept(" \t\r\n")) {
            // Stepped over.
        }
    }

    private IOException wrong(String what) {
        long line = 1
                + text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new IOException("it is not valid JSON: " + what + " at line " + line);
    }
}
