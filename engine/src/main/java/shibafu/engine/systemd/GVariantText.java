package shibafu.engine.systemd;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;

/// A value in GVariant's text format, as far as properties of units have such values: texts, truths, numbers of any
/// width, and arrays of texts or numbers.
final class GVariantText {
    private static final Pattern QUOTED = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern TYPED = Pattern.compile("(?:([a-z]+\\d*)\\s+)?(\\S+)");
    private static final Pattern ELEMENT = Pattern.compile("\\s*(" + QUOTED.pattern() + "|[^,'\"\\]]+?)\\s*(,|$)");

    private GVariantText() {}

    /// @throws IllegalArgumentException if it is not such a value
    static Variant<?> parse(String text) {
        String value = text.strip();
        if (value.startsWith("@as ")) {
            value = value.substring(4).strip();
        }
        return value.startsWith("[") && value.endsWith("]")
                ? array(value.substring(1, value.length() - 1))
                : new Variant<>(single(value));
    }

    private static Variant<?> array(String inside) {
        List<Object> values = new ArrayList<>();
        String type = "";
        Matcher element = ELEMENT.matcher(inside);
        int end = 0;
        while (end < inside.strip().length() && element.find(end) && element.start() == end) {
            String word = element.group(1);
            // The first one's type is that of all.
            Matcher typed = TYPED.matcher(word);
            if (values.isEmpty() && typed.matches() && typed.group(1) != null) {
                type = typed.group(1) + " ";
            } else if (!values.isEmpty()) {
                word = type + word;
            }
            values.add(single(word));
            end = element.end();
        }
        if (end < inside.strip().length()) {
            throw new IllegalArgumentException("cannot read \"" + inside.substring(end) + "\"");
        }
        String signature = values.isEmpty() ? "as" : "a" + letter(values.getFirst());
        return new Variant<>(values, signature);
    }

    private static Object single(String word) {
        Matcher quoted = QUOTED.matcher(word);
        if (quoted.matches()) {
            String inside = quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
            return inside.replaceAll("\\\\(.)", "$1");
        }
        Matcher typed = TYPED.matcher(word);
        if (!typed.matches()) {
            throw new IllegalArgumentException("cannot read \"" + word + "\"");
        }
        return typed.group(1) == null ? untyped(word) : number(typed.group(1), typed.group(2));
    }

    private static Object untyped(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> word.matches("[+-]?\\d+\\.\\d*([eE][+-]?\\d+)?") ? Double.valueOf(word) : number("int32", word);
        };
    }

    private static Object number(String type, String digits) {
        String sign = digits.startsWith("-") ? "-" : "";
        boolean hex = digits.startsWith("0x");
        String plain = hex ? digits.substring(2) : digits;
        int radix = hex ? 16 : 10;
        return switch (type) {
            case "byte" -> (byte) Integer.parseInt(plain, radix);
            case "int16" -> Short.valueOf(plain, radix);
            case "uint16" -> new UInt16(Integer.parseInt(plain, radix));
            case "int32" -> Integer.valueOf(plain, radix);
            case "uint32" -> new UInt32(Long.parseLong(plain, radix));
            case "int64" -> Long.valueOf(plain, radix);
            case "uint64" -> unsigned(sign, plain, radix);
            case "double" -> Double.valueOf(digits);
            case "boolean" -> Boolean.valueOf(digits);
            default -> throw new IllegalArgumentException("type " + type + " is not known");
        };
    }

    private static UInt64 unsigned(String sign, String digits, int radix) {
        if (!sign.isEmpty()) {
            throw new IllegalArgumentException(digits + " is below 0");
        }
        return new UInt64(Long.toUnsignedString(Long.parseUnsignedLong(digits, radix)));
    }

    private static String letter(Object value) {
        return switch (value) {
            case String ignored -> "s";
            case Boolean ignored -> "b";
            case Byte ignored -> "y";
            case Short ignored -> "n";
            case UInt16 ignored -> "q";
            case Integer ignored -> "i";
            case UInt32 ignored -> "u";
            case Long ignored -> "x";
            case UInt64 ignored -> "t";
            case Double ignored -> "d";
            default -> throw new IllegalArgumentException("an array of " + value.getClass());
        };
    }
}
