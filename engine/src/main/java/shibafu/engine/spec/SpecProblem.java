package shibafu.engine.spec;

/// One thing that is wrong with a configuration.
///
/// @param pointer where it stands (JSON pointer, RFC 6901): `/process/args`; empty for the whole document
/// @param message what is wrong, in words
public record SpecProblem(String pointer, String message) {
    @Override
    public String toString() {
        return pointer.isEmpty() ? message : pointer + ": " + message;
    }
}
