package shibafu.engine.cli;

import java.math.BigDecimal;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Sizes as people write them: `100m`, `1.5g`, `4096`, `max`. Units are powers of 1024, as docker's.
public final class ByteSize implements ITypeConverter<Long> {
    private static final long KIB = 1024;

    @Override
    public Long convert(String value) {
        return parse(value);
    }

    /// @return bytes; -1 for `max` or `-1`
    public static long parse(String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        if (text.equals("max") || text.equals("-1") || text.equals("unlimited")) {
            return -1;
        }
        String number = text.replaceFirst("i?b?$", "").replaceFirst("[kmgt]$", "");
        String unit = text.substring(number.length());
        long factor = factor(unit, value);
        try {
            BigDecimal bytes = new BigDecimal(number).multiply(BigDecimal.valueOf(factor));
            if (bytes.signum() < 0) {
                throw bad(value);
            }
            return bytes.toBigInteger().longValueExact();
        } catch (NumberFormatException e) {
            throw bad(value);
        } catch (ArithmeticException e) {
            throw new TypeConversionException("size '" + value + "' is too large");
        }
    }

    private static long factor(String unit, String value) {
        return switch (unit) {
            case "", "b" -> 1;
            case "k", "kb", "ki", "kib" -> KIB;
            case "m", "mb", "mi", "mib" -> KIB * KIB;
            case "g", "gb", "gi", "gib" -> KIB * KIB * KIB;
            case "t", "tb", "ti", "tib" -> KIB * KIB * KIB * KIB;
            default -> throw bad(value);
        };
    }

    private static TypeConversionException bad(String value) {
        return new TypeConversionException(
                "'" + value + "' is not a size; write bytes, or a number with k, m, g or t, " + "such as 100m, or max");
    }
}
