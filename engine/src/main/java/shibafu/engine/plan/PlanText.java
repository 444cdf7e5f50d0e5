package shibafu.engine.plan;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// A plan as text, one line an operation, in the same words as the stub's `--print`.
///
/// Section markers stand at the margin, all other operations are indented by two spaces. Strings of harmless
/// characters are bare, others quoted with C's escapes.
public final class PlanText {
    /// Besides letters and digits.
    private static final String BARE = "_./:=,@%+-";

    private PlanText() {}

    /// All lines, each with its newline.
    public static String of(Plan plan) {
        StringBuilder text = new StringBuilder();
        append(text, plan, "");
        return text.toString();
    }

    private static void append(StringBuilder text, Plan plan, String indent) {
        for (Op op : plan.ops()) {
            text.append(indent).append(line(op)).append('\n');
            if (op instanceof HostOp.HealthCheck check) {
                append(text, check.plan(), indent + "    ");
            }
        }
    }

    /// One line, without a newline; a plan in it is left out.
    public static String line(Op op) {
        Line text = new Line();
        OpFields.visit(op, text);
        return (op instanceof SectionOp ? "" : "  ") + text.line;
    }

    private static String quote(String value, String bare) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        StringBuilder quoted = new StringBuilder("\"");
        boolean harmless = bytes.length > 0;
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            harmless &= isAsciiLetterOrDigit(c) || bare.indexOf(c) >= 0;
            quoted.append(escape(c));
        }
        return harmless ? value : quoted.append('"').toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '"' -> "\\\"";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default ->
                c >= 0x20 && c <= 0x7e
                        ? String.valueOf(c)
                        : "\\x" + HexFormat.of().toHexDigits((byte) c);
        };
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static final class Line implements OpSink {
        private final StringBuilder line = new StringBuilder();

        @Override
        public OpSink op(int code, String name) {
            line.append(name);
            return this;
        }

        @Override
        public OpSink decimal(String name, int value) {
            return field(name, Integer.toString(value));
        }

        @Override
        public OpSink octal(String name, int value) {
            return field(name, "0" + Integer.toOctalString(value));
        }

        @Override
        public OpSink flag(String name, boolean value) {
            return field(name, Boolean.toString(value));
        }

        @Override
        public OpSink number(String name, long value) {
            return field(name, Long.toString(value));
        }

        @Override
        public OpSink hex(String name, long value) {
            return field(name, "0x" + Long.toHexString(value));
        }

        @Override
        public OpSink bits(String name, BitNames names, long value) {
            return field(name, names.text(value));
        }

        @Override
        public OpSink string(String name, String value) {
            return field(name, quote(value, BARE));
        }

        @Override
        public OpSink strings(String name, List<String> values) {
            String bareInList = BARE.replace(",", "");
            return field(
                    name, values.stream().map(v -> quote(v, bareInList)).collect(Collectors.joining(",", "[", "]")));
        }

        @Override
        public OpSink decimals(String name, List<Integer> values) {
            return field(name, values.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")));
        }

        @Override
        public OpSink bytes(String name, Bytes value) {
            return field(name, HexFormat.of().formatHex(value.toArray()));
        }

        @Override
        public OpSink plan(String name, Plan value) {
            return field(name, "");
        }

        private OpSink field(String name, String value) {
            line.append(' ').append(name).append('=').append(value);
            return this;
        }
    }
}
