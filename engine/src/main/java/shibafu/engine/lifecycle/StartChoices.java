package shibafu.engine.lifecycle;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import shibafu.engine.ShibafuException;

/// What was chosen for a container's process and is no part of its OCI configuration, kept as annotations: it holds for
/// each of its starts.
///
/// @param input whether standard input stays open where it has no terminal
/// @param init whether a small init of ours is process 1
/// @param logs whether its output is kept
public record StartChoices(boolean input, boolean init, boolean logs) {
    /// The annotation that tells how many seconds a container may take to stop before it is killed.
    public static final String STOP_SECONDS = "org.shibafu.stop-timeout";

    private static final String INPUT = "org.shibafu.open-stdin";
    private static final String NO_INIT = "org.shibafu.no-init";
    private static final String NO_LOG = "org.shibafu.no-log";
    private static final int USUAL_STOP_SECONDS = 10;

    public static StartChoices of(Map<String, String> annotations) {
        return new StartChoices(
                annotations.containsKey(INPUT), !annotations.containsKey(NO_INIT), !annotations.containsKey(NO_LOG));
    }

    /// Only what is not usual is written down.
    public ContainerConfig applyTo(ContainerConfig config) {
        Map<String, String> all = new TreeMap<>(config.annotations());
        put(all, INPUT, input);
        put(all, NO_INIT, !init);
        put(all, NO_LOG, !logs);
        return all.equals(config.annotations())
                ? config
                : config.withSpec(config.spec().withAnnotations(all));
    }

    private static void put(Map<String, String> all, String name, boolean chosen) {
        if (chosen) {
            all.put(name, "true");
        }
    }

    /// How long a container may take to stop; -1: as long as it likes.
    public static int stopSeconds(Map<String, String> annotations) {
        String text = annotations.getOrDefault(STOP_SECONDS, Integer.toString(USUAL_STOP_SECONDS));
        return Optional.of(text)
                .filter(number -> number.matches("-1|\\d{1,9}"))
                .map(Integer::parseInt)
                .orElseThrow(() -> new ShibafuException("stop timeout '" + text + "': want seconds, or -1 for no end"));
    }
}
