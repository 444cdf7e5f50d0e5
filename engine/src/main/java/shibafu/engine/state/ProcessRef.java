package shibafu.engine.state;

/// A process that is still the same one when its number was given to another: its pid and when it started.
///
/// @param pid host pid, 0 for "none yet"
/// @param startTime field 22 of `/proc/PID/stat`, in clock ticks since boot
public record ProcessRef(int pid, long startTime) {
    /// No process.
    public static final ProcessRef NONE = new ProcessRef(0, 0);

    /// One that has ended, whichever it was: no pid is so high.
    public static final ProcessRef GONE = new ProcessRef(Integer.MAX_VALUE, 0);

    /// Whether this names no process at all.
    public boolean isNone() {
        return pid == 0;
    }
}
