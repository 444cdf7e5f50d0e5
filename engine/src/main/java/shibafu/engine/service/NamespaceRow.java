package shibafu.engine.service;

import java.util.List;

/// A namespace that a container's first process is in.
///
/// @param type OCI's word: `pid`, `network`, ...
/// @param inode the namespace's number, as `readlink /proc/PID/ns/...` shows it
/// @param hosts whether it is the host's own
/// @param sharedWith other containers in it
/// @param asked what the configuration says of it: `new`, the path of one to join, or nothing
public record NamespaceRow(String type, long inode, boolean hosts, List<String> sharedWith, String asked) {
    public NamespaceRow {
        sharedWith = List.copyOf(sharedWith);
    }
}
