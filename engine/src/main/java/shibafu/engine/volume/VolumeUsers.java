package shibafu.engine.volume;

import java.util.List;

/// Knows which containers have a volume.
@FunctionalInterface
public interface VolumeUsers {
    /// Ids of the containers whose record names the volume.
    List<String> of(String name);
}
