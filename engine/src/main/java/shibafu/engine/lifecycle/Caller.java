package shibafu.engine.lifecycle;

import shibafu.engine.state.ProcessRef;

/// For whom the engine works.
///
/// @param process whose end means that nobody finishes what it has begun
/// @param again an engine was lost over the same call: what was asked may have been done
record Caller(ProcessRef process, boolean again) {
    static final Caller NONE = new Caller(ProcessRef.NONE, false);

    /// Whether a record was begun for this very call: nobody calls twice.
    boolean began(ProcessRef creator) {
        return !process.isNone() && creator.equals(process);
    }
}
