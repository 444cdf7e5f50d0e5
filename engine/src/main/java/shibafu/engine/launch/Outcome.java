package shibafu.engine.launch;

import java.nio.ByteBuffer;
import java.util.List;
import shibafu.engine.plan.Plan;

/// How a plan ended, as the front tells it.
///
/// @param index the operation that failed
/// @param detail more words of the stub, such as the part of a path that failed; may be empty
/// @param waitStatus as wait(2) tells it, if the process died
record Outcome(
        Status status,
        int index,
        int errno,
        int pid,
        long startTime,
        int supervisorPid,
        long supervisorStartTime,
        String detail,
        int waitStatus) {
    enum Status {
        DONE,
        READY,
        FAILED,
        DIED
    }

    static Outcome parse(ByteBuffer payload) {
        return new Outcome(
                Status.values()[payload.getInt()],
                payload.getInt(),
                payload.getInt(),
                payload.getInt(),
                payload.getLong(),
                payload.getInt(),
                payload.getLong(),
                Frame.takeString(payload),
                payload.getInt());
    }

    Launched orThrow(Plan plan, List<OpReport> reports) {
        return switch (status) {
            case DONE, READY -> new Launched(pid, startTime, supervisorPid, supervisorStartTime, reports);
            case FAILED -> throw LaunchException.failed(plan, index, errno, detail, reports);
            case DIED -> throw LaunchException.died(plan, index, waitStatus, detail, reports);
        };
    }
}
