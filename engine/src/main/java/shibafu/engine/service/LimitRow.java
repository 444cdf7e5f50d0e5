package shibafu.engine.service;

import java.util.List;

/// A file of a container's cgroup that was to be written, and what it says now.
///
/// @param file its path
/// @param asked what its configuration, with the limits set since, has written to it
/// @param applied what the kernel says; empty if the file can't be read
public record LimitRow(String file, String asked, String applied) {
    /// Whether the file has every word that was written, perhaps among others: of a disk it tells all limits.
    public boolean agrees() {
        return List.of(applied.split("\\s+")).containsAll(List.of(asked.strip().split("\\s+")));
    }
}
