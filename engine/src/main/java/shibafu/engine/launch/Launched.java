package shibafu.engine.launch;

import java.util.List;

/// What came of a plan that went well.
///
/// @param pid the new process as the host counts; 0 for a plan that makes none
/// @param startTime field 22 of its `/proc/PID/stat`, in clock ticks: tells it from a later owner of the pid
/// @param supervisorPid the stub that stays as its parent; 0 if none stays
/// @param reports every operation done, in order
public record Launched(int pid, long startTime, int supervisorPid, long supervisorStartTime, List<OpReport> reports) {
    public Launched {
        reports = List.copyOf(reports);
    }
}
