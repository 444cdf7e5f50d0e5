package shibafu.tui.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads limits as people type them: `100m`, `0.5`, `50%`, `max`.
public final class Amounts {
    /// The period of a CPU quota, in microseconds: the kernel's own default.
    public static final long PERIOD_MICROS = 100_000;

    /// The kernel refuses a quota below a millisecond.
    private static final long LEAST_QUOTA_MICROS = 1_000;

    private static final long MOST_PIDS = 4_194_304;
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?)\\s*([a-z%]*)");

    private Amounts() {}

    /// Bytes.
    ///
    /// @param whole what 100% is: the limit that holds, or the machine's memory
    public static Amount memory(String text, OptionalLong whole) {
        return number(text, "memory like 100m, 1.5g, 50% or max", (number, unit) -> switch (unit) {
            case "%" ->
                whole.isPresent()
                        ? scaled(number, BigDecimal.valueOf(whole.getAsLong()).movePointLeft(2))
                        : Optional.empty();
            case "", "b" -> scaled(number, BigDecimal.ONE);
            case "k", "kb", "kib" -> scaled(number, BigDecimal.valueOf(1L << 10));
            case "m", "mb", "mib" -> scaled(number, BigDecimal.valueOf(1L << 20));
            case "g", "gb", "gib" -> scaled(number, BigDecimal.valueOf(1L << 30));
            case "t", "tb", "tib" -> scaled(number, BigDecimal.valueOf(1L << 40));
            default -> Optional.empty();
        });
    }

    /// A quota in microseconds of each [#PERIOD_MICROS]; typed as cores, or hundredths of one core.
    public static Amount cpu(String text) {
        return cpu(text, PERIOD_MICROS);
    }

    /// The same for another period.
    public static Amount cpu(String text, long periodMicros) {
        BigDecimal period = BigDecimal.valueOf(periodMicros);
        Amount amount = number(text, "cores like 0.5, 2, 50% or max", (number, unit) -> switch (unit) {
            case "" -> scaled(number, period);
            case "%" -> scaled(number, period.movePointLeft(2));
            default -> Optional.empty();
        });
        long quota = amount.value().orElse(Amount.UNLIMITED);
        return quota != Amount.UNLIMITED && quota < LEAST_QUOTA_MICROS
                ? Amount.wrong("the kernel gives no less than "
                        + BigDecimal.valueOf(LEAST_QUOTA_MICROS)
                                .divide(period, 3, RoundingMode.UP)
                                .stripTrailingZeros()
                                .toPlainString()
                        + " cores")
                : amount;
    }

    /// A difference of two quotas: it may be smaller than any of them.
    public static Amount cores(String text) {
        return number(text, "cores like 0.1", (number, unit) -> switch (unit) {
            case "" -> scaled(number, BigDecimal.valueOf(PERIOD_MICROS));
            case "%" -> scaled(number, BigDecimal.valueOf(PERIOD_MICROS / 100));
            default -> Optional.empty();
        });
    }

    /// A period in microseconds, typed in milliseconds.
    public static Amount period(String text) {
        Amount amount = number(text, "milliseconds like 100", (number, unit) -> switch (unit) {
            case "", "ms" -> scaled(number, BigDecimal.valueOf(1000));
            default -> Optional.empty();
        });
        long micros = amount.value().orElse(PERIOD_MICROS);
        return micros < LEAST_QUOTA_MICROS || micros > 1_000_000
                ? Amount.wrong("a period is 1 to 1000 milliseconds")
                : amount;
    }

    /// A share of the CPU against others.
    ///
    /// @param v2 counts from 1 to 10000, v1 from 2 to 262144
    public static Amount weight(String text, OptionalLong whole, boolean v2) {
        long least = v2 ? 1 : 2;
        long most = v2 ? 10_000 : 262_144;
        Amount amount = count(text, whole, "a weight like " + (v2 ? "100" : "1024"));
        long weight = amount.value().orElse(least);
        return weight < least || weight > most ? Amount.wrong("a weight is " + least + " to " + most) : amount;
    }

    /// Processes and threads.
    ///
    /// @param whole what 100% is: the limit that holds
    public static Amount pids(String text, OptionalLong whole) {
        Amount amount = count(text, whole, "a number of processes like 20, or max");
        long pids = amount.value().orElse(1);
        if (pids == 0) {
            return Amount.wrong("a container needs at least one process");
        }
        return pids > MOST_PIDS ? Amount.wrong("the kernel knows no more than " + MOST_PIDS + " processes") : amount;
    }

    /// A whole number, or hundredths of `whole`.
    ///
    /// @param wanted what it should have been, for the problem
    public static Amount count(String text, OptionalLong whole, String wanted) {
        return number(text, wanted, (number, unit) -> switch (unit) {
            case "" -> number.scale() > 0 ? Optional.empty() : scaled(number, BigDecimal.ONE);
            case "%" ->
                whole.isPresent()
                        ? scaled(number, BigDecimal.valueOf(whole.getAsLong()).movePointLeft(2))
                        : Optional.empty();
            default -> Optional.empty();
        });
    }

    /// Gives a number and its unit a meaning, if they have one.
    private interface Meaning {
        Optional<BigDecimal> of(BigDecimal number, String unit);
    }

    private static Amount number(String text, String wanted, Meaning meaning) {
        String typed = text.strip().toLowerCase(Locale.ROOT);
        if (typed.isEmpty()) {
            return Amount.NONE;
        }
        if (typed.equals("max") || typed.equals("-1")) {
            return Amount.of(Amount.UNLIMITED);
        }
        Matcher matcher = NUMBER.matcher(typed);
        Optional<BigDecimal> value =
                matcher.matches() ? meaning.of(new BigDecimal(matcher.group(1)), matcher.group(2)) : Optional.empty();
        return value.filter(v -> v.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0)
                .map(v -> Amount.of(v.longValue()))
                .orElseGet(() -> Amount.wrong("\"" + text.strip() + "\" is not " + wanted));
    }

    private static Optional<BigDecimal> scaled(BigDecimal number, BigDecimal unit) {
        return Optional.of(number.multiply(unit).setScale(0, RoundingMode.HALF_UP));
    }
}
