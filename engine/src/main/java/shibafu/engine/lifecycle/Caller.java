package shibafu.engine.lifecycle;

/// For whom the engine works.
///
/// @param pid of the process whose end means that nobody finishes what it has begun
/// @param again an engine was lost over the same call: what it had begun is undone
/// @param acted and what it wanted done was done, or begun: that is no error
public record Caller(int pid, boolean again, boolean acted) {
    /// This program, which calls for the first time.
    public static Caller here() {
        return new Caller(Math.toIntExact(ProcessHandle.current().pid()), false, false);
    }
}
