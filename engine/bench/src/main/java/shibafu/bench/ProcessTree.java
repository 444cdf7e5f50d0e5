package shibafu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a process and those it has started use of the machine.
record ProcessTree(long pid) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final Pattern PSS = Pattern.compile("(?m)^Pss: +([0-9]+) kB$");

    /// CPU time used by those that live, in seconds.
    double cpuSeconds() throws IOException {
        double ticks = 0;
        for (long each : pids()) {
            String stat = Files.readString(proc(each, "stat"));
            // After the name, which may hold blanks and brackets.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            ticks += Double.parseDouble(fields[USER_TICKS]) + Double.parseDouble(fields[USER_TICKS + 1]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /// Memory, with what is shared counted in parts.
    double pssMebibytes() throws IOException {
        double kibibytes = 0;
        for (long each : pids()) {
            Matcher pss = PSS.matcher(Files.readString(proc(each, "smaps_rollup")));
            kibibytes += pss.find() ? Double.parseDouble(pss.group(1)) : 0;
        }
        return kibibytes / 1024;
    }

    private List<Long> pids() {
        return ProcessHandle.of(pid).stream()
                .flatMap(top -> Stream.concat(Stream.of(top), top.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static Path proc(long pid, String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }
}
