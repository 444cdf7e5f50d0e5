package shibafu.engine.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.JsonRecord;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.spec.HealthCheck;

/// Options that say how to see that a container is well, with docker's names. What is not given is the image's.
final class HealthOptions {
    @Option(
            names = "--health-cmd",
            paramLabel = "COMMAND",
            description = "Run this in it now and then: it is healthy while the exit code is 0. A line for the shell, "
                    + "or a JSON list as in an image.")
    private Optional<String> command = Optional.empty();

    @Option(names = "--health-interval", paramLabel = "TIME", description = "Rest between two checks (30s).")
    private Optional<String> interval = Optional.empty();

    @Option(names = "--health-timeout", paramLabel = "TIME", description = "End a check that takes longer (30s).")
    private Optional<String> timeout = Optional.empty();

    @Option(
            names = "--health-retries",
            paramLabel = "N",
            description = "How many checks fail in a row until it is unhealthy (3).")
    private Optional<Integer> retries = Optional.empty();

    @Option(
            names = "--health-start-period",
            paramLabel = "TIME",
            description = "In this time failures do not count until it was healthy (0s).")
    private Optional<String> startPeriod = Optional.empty();

    @Option(
            names = "--health-start-interval",
            paramLabel = "TIME",
            description = "Rest between two checks in that time (5s).")
    private Optional<String> startInterval = Optional.empty();

    @Option(names = "--no-healthcheck", description = "Do not check its health, though the image says how.")
    private boolean none;

    /// Writes them down as an annotation.
    ContainerConfig apply(ContainerConfig config) {
        HealthCheck wanted = wanted();
        if (none && !wanted.equals(HealthCheck.UNSAID)) {
            throw new ShibafuException("--no-healthcheck conflicts with --health-* options");
        }
        Map<String, String> annotations = new TreeMap<>(config.annotations());
        HealthCheck merged = none ? HealthCheck.NONE : wanted.over(HealthCheck.said(annotations));
        if (merged.test().isEmpty() || merged.test().getFirst().equals("NONE")) {
            annotations.remove(HealthCheck.ANNOTATION);
        } else {
            annotations.put(HealthCheck.ANNOTATION, merged.text());
        }
        HealthCheck.of(annotations); // refuses what makes no sense
        return config.withSpec(config.spec().withAnnotations(annotations));
    }

    private HealthCheck wanted() {
        if (retries.filter(number -> number < 0).isPresent()) {
            throw new ShibafuException("--health-retries cannot be negative");
        }
        return new HealthCheck(
                command.map(HealthOptions::test).orElse(List.of()),
                time("--health-interval", interval),
                time("--health-timeout", timeout),
                time("--health-start-period", startPeriod),
                time("--health-start-interval", startInterval),
                retries.orElse(0));
    }

    private static Duration time(String option, Optional<String> text) {
        return text.map(value -> GoDuration.parse(option, value)).orElse(Duration.ZERO);
    }

    /// podman takes an image's form too.
    private static List<String> test(String text) {
        if (text.equals("none")) {
            return HealthCheck.NONE.test();
        }
        if (!text.startsWith("[")) {
            return List.of("CMD-SHELL", text);
        }
        try {
            List<String> words = JsonRecord.parse(("{\"Test\":" + text + "}").getBytes(StandardCharsets.UTF_8))
                    .texts("Test");
            boolean named =
                    !words.isEmpty() && List.of("CMD", "CMD-SHELL", "NONE").contains(words.getFirst());
            return named
                    ? words
                    : Stream.concat(Stream.of("CMD"), words.stream()).toList();
        } catch (IOException e) {
            return List.of("CMD-SHELL", text);
        }
    }
}
