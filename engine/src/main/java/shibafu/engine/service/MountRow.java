package shibafu.engine.service;

/// A mount of a container.
///
/// @param target where, inside
/// @param type the kernel's name of its file system
/// @param source what is mounted: a device, a path of the host, or a name
/// @param options of this mount and its file system, as the kernel tells them
/// @param origin why it is there
public record MountRow(String target, String type, String source, String options, Origin origin) {
    /// Why a mount is there.
    public enum Origin {
        /// `/` itself.
        ROOT,
        /// By `mounts` of its configuration.
        ASKED,
        /// Hides a path that the configuration wants hidden, or makes one read-only.
        MASK,
        /// It came with one that was asked for, or was made by a program inside.
        BESIDES,
        /// It was asked for, and is not there.
        MISSING
    }
}
