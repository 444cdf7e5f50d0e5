package shibafu.engine.metrics;

import java.util.List;

/// What `/proc/PID/stat` says (proc_pid_stat(5)).
///
/// @param name its own choice, up to 15 bytes
/// @param state one letter
/// @param start when it started, in ticks since the machine did
record ProcessStat(String name, int parent, String state, long cpuMillis, long residentBytes, String start) {
    private static final long PAGE_BYTES = 4096;
    private static final long MILLIS_A_TICK = 10; // USER_HZ is 100 on every Linux that Java runs on

    // Counted from the one after the name, which may itself have spaces and brackets.
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int START = 19;
    private static final int RESIDENT_PAGES = 21;

    static ProcessStat parse(String stat) {
        int end = stat.lastIndexOf(')');
        List<String> fields = List.of(stat.substring(end + 2).strip().split(" ", -1));
        return new ProcessStat(
                stat.substring(stat.indexOf('(') + 1, end),
                Integer.parseInt(fields.get(PARENT)),
                fields.get(STATE),
                (Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(SYSTEM_TIME))) * MILLIS_A_TICK,
                Long.parseLong(fields.get(RESIDENT_PAGES)) * PAGE_BYTES,
                fields.get(START));
    }
}
