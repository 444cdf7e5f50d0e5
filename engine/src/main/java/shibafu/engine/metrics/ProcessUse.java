package shibafu.engine.metrics;

/// What one process used of late.
///
/// @param command as it was started; its name in brackets where it does not say
/// @param cores CPU time used per time passed since it was looked at before
/// @param residentBytes its memory that is not in swap, shared pages counted in full
public record ProcessUse(int pid, String command, double cores, long residentBytes) {}
