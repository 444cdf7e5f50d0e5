package shibafu.engine.lifecycle;

import shibafu.engine.state.ProcessRef;
import shibafu.engine.state.StatusProbe;

/// For whom the engine works.
///
/// @param pid of the process whose end means that nobody finishes what it has begun
/// @param again an engine was lost over the same call: what was asked may have been done
record Caller(int pid, boolean again, StatusProbe probe) {
    /// Looked for only where it matters.
    ProcessRef process() {
        return probe.find(pid).orElse(ProcessRef.NONE);
    }
}
