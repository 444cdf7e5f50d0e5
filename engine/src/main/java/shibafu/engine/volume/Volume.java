package shibafu.engine.volume;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/// One volume.
///
/// @param data the directory that containers see
/// @param anonymous whether nobody named it: it may go with the container that it was made for
public record Volume(String name, Path data, Instant created, boolean anonymous, Map<String, String> labels) {
    public Volume {
        labels = Map.copyOf(labels);
    }
}
