package shibafu.engine.cli;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A time as docker takes it: RFC 3339, the same without an offset (then in the local zone) or without a time of day,
/// seconds since 1970, or a duration before now such as `1h30m`.
final class LogTime implements ITypeConverter<Instant> {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");
    private static final int DATE_LENGTH = "2026-01-31".length();

    @Override
    public Instant convert(String value) {
        return parse(value, Instant.now(), ZoneId.systemDefault());
    }

    static Instant parse(String value, Instant now, ZoneId zone) {
        try {
            if (SECONDS.matcher(value).matches()) {
                BigDecimal seconds = new BigDecimal(value);
                return Instant.ofEpochSecond(
                        seconds.longValue(),
                        seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
            }
            Optional<Duration> ago = GoDuration.read(value);
            return ago.isPresent() ? now.minus(ago.get()) : date(value, zone);
        } catch (DateTimeException e) {
            throw new TypeConversionException("time '" + value
                    + "': want one such as 2026-01-31T10:00:00Z, seconds since 1970, or a duration such as 1h30m");
        }
    }

    private static Instant date(String value, ZoneId zone) {
        if (value.length() == DATE_LENGTH) {
            return LocalDate.parse(value).atStartOfDay(zone).toInstant();
        }
        boolean offset = value.endsWith("Z") || value.indexOf('+') > 0 || value.lastIndexOf('-') > DATE_LENGTH;
        return offset
                ? OffsetDateTime.parse(value).toInstant()
                : LocalDateTime.parse(value).atZone(zone).toInstant();
    }
}
