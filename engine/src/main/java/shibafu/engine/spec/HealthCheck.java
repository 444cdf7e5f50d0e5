package shibafu.engine.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.JsonRecord;

/// How to see that a container is well: docker's `HEALTHCHECK`, kept as an annotation in the form of an image's
/// configuration. What is zero, or empty, is not said: it is the image's, or docker's default.
///
/// @param test `NONE`, or `CMD` and a program with arguments, or `CMD-SHELL` and a line for the shell
/// @param interval between the end of a probe and the next
/// @param timeout after which a probe is ended, and has failed
/// @param startPeriod in which failures of one that never was well do not count
/// @param startInterval the interval in that period
/// @param retries how many failures in a row make it unhealthy
public record HealthCheck(
        List<String> test,
        Duration interval,
        Duration timeout,
        Duration startPeriod,
        Duration startInterval,
        int retries) {
    /// The annotation that holds a health check as JSON.
    public static final String ANNOTATION = "org.shibafu.healthcheck";

    /// Says nothing.
    public static final HealthCheck UNSAID =
            new HealthCheck(List.of(), Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

    /// No check, whatever the image has.
    public static final HealthCheck NONE =
            new HealthCheck(List.of("NONE"), Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

    // Docker's.
    private static final HealthCheck DEFAULTS = new HealthCheck(
            List.of(), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(5), 3);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    public HealthCheck {
        test = List.copyOf(test);
    }

    /// The check among annotations, with all that is not said filled in; empty where there is none.
    ///
    /// @throws ShibafuException for what makes no sense
    public static Optional<HealthCheck> of(Map<String, String> annotations) {
        return Optional.ofNullable(annotations.get(ANNOTATION))
                .map(HealthCheck::parse)
                .filter(check -> !check.test.isEmpty() && !check.test.getFirst().equals("NONE"))
                .map(check -> check.over(DEFAULTS).checked());
    }

    /// What stands among annotations, as it stands; [#UNSAID] where nothing does.
    public static HealthCheck said(Map<String, String> annotations) {
        return Optional.ofNullable(annotations.get(ANNOTATION))
                .map(HealthCheck::parse)
                .orElse(UNSAID);
    }

    /// This, and what it does not say from another.
    public HealthCheck over(HealthCheck other) {
        return new HealthCheck(
                test.isEmpty() ? other.test : test,
                interval.isZero() ? other.interval : interval,
                timeout.isZero() ? other.timeout : timeout,
                startPeriod.isZero() ? other.startPeriod : startPeriod,
                startInterval.isZero() ? other.startInterval : startInterval,
                retries == 0 ? other.retries : retries);
    }

    /// The probe's command line.
    public List<String> command() {
        List<String> words = test.subList(1, test.size());
        return test.getFirst().equals("CMD-SHELL") ? List.of("/bin/sh", "-c", String.join(" ", words)) : words;
    }

    /// The annotation's text.
    public String text() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeFieldName("Test");
            json.writeArray(test.toArray(new String[0]), 0, test.size());
            json.writeNumberField("Interval", interval.toNanos());
            json.writeNumberField("Timeout", timeout.toNanos());
            json.writeNumberField("StartPeriod", startPeriod.toNanos());
            json.writeNumberField("StartInterval", startInterval.toNanos());
            json.writeNumberField("Retries", retries);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text refuses nothing
        }
        return text.toString();
    }

    private static HealthCheck parse(String text) {
        try {
            JsonRecord json = JsonRecord.parse(text.getBytes(StandardCharsets.UTF_8));
            return new HealthCheck(
                    json.optionalTexts("Test"),
                    Duration.ofNanos(json.optionalNumber("Interval")),
                    Duration.ofNanos(json.optionalNumber("Timeout")),
                    Duration.ofNanos(json.optionalNumber("StartPeriod")),
                    Duration.ofNanos(json.optionalNumber("StartInterval")),
                    Math.clamp(json.optionalNumber("Retries"), Integer.MIN_VALUE, Integer.MAX_VALUE));
        } catch (IOException e) {
            throw new ShibafuException("annotation " + ANNOTATION + ": " + e.getMessage(), e);
        }
    }

    private HealthCheck checked() {
        boolean shell = test.getFirst().equals("CMD-SHELL");
        if ((!shell && !test.getFirst().equals("CMD")) || test.size() < 2) {
            throw new ShibafuException("health check " + test + ": want CMD or CMD-SHELL and a command");
        }
        notShorter("interval", interval, SHORTEST);
        notShorter("timeout", timeout, SHORTEST);
        notShorter("start period", startPeriod, Duration.ZERO);
        notShorter("start interval", startInterval, SHORTEST);
        if (retries < 0) {
            throw new ShibafuException("health check: retries cannot be negative, got " + retries);
        }
        return this;
    }

    private static void notShorter(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new ShibafuException("health check: " + name + " cannot be less than " + least.toMillis() + "ms");
        }
    }
}
