package shibafu.engine.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An image, as a list shows it.
///
/// @param sizeBytes of the files in it; 0 for one that came along and was not unpacked yet
/// @param created when it was imported; empty for one that was not yet
/// @param source what it was imported from, for people
/// @param usedBy names of the containers that stand on it: as long as there are any, it can't be removed
public record ImageRow(String name, long sizeBytes, Optional<Instant> created, String source, List<String> usedBy) {
    public ImageRow {
        usedBy = List.copyOf(usedBy);
    }
}
