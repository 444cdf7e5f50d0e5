package shibafu.engine.lifecycle;

/// A difference between a container's files and its image's.
///
/// @param path absolute, as it is seen inside
public record FileChange(Kind kind, String path) {
    /// Docker's three kinds.
    public enum Kind {
        ADDED("A"),
        CHANGED("C"),
        DELETED("D");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }

        public String letter() {
            return letter;
        }
    }
}
