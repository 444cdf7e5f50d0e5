package shibafu.engine.systemd;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;

/// Properties of a container's scope that its annotations ask for: `org.systemd.property.NAME` with a value in
/// GVariant's text format, as runc takes them.
final class AskedProperties {
    private static final String PREFIX = "org.systemd.property.";
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    private AskedProperties() {}

    /// @throws SystemdException with the annotation that is wrong
    static List<Property> of(Map<String, String> annotations) {
        List<Property> properties = new ArrayList<>();
        new TreeMap<>(annotations).forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                properties.add(property(name, value));
            }
        });
        return properties;
    }

    private static Property property(String annotation, String text) {
        String name = annotation.substring(PREFIX.length());
        if (!name.matches("[A-Za-z]{3,}")) {
            throw new SystemdException("annotation " + annotation
                    + " name incorrect: a property has three letters or more, and only such");
        }
        try {
            Variant<?> value = GVariantText.parse(text);
            // On the bus times are in microseconds, under another name.
            return name.endsWith("Sec") && !name.endsWith("USec")
                    ? new Property(name.replaceAll("Sec$", "USec"), micros(value.getValue()))
                    : new Property(name, value);
        } catch (IllegalArgumentException e) {
            throw new SystemdException(
                    "annotation " + annotation + "=" + text + " value parse error: " + e.getMessage(), e);
        }
    }

    private static Variant<?> micros(Object seconds) {
        if (!(seconds instanceof Number)) {
            throw new IllegalArgumentException("seconds must be a number");
        }
        BigDecimal micros = new BigDecimal(seconds.toString()).multiply(MICROS);
        if (micros.signum() < 0) {
            throw new IllegalArgumentException("seconds must not be below 0");
        }
        return new Variant<>(new UInt64(micros.toBigInteger().toString()));
    }
}
