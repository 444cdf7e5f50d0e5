package shibafu.engine.service;

/// A capability, and in which sets of a container's first process it is.
///
/// @param name `CAP_CHOWN`
/// @param held what the process has
/// @param asked what its configuration wants
public record CapabilityRow(String name, Sets held, Sets asked) {
    /// In which of the five sets it is.
    public record Sets(boolean effective, boolean permitted, boolean inheritable, boolean bounding, boolean ambient) {
        public boolean any() {
            return effective || permitted || inheritable || bounding || ambient;
        }
    }
}
