package shibafu.engine.event;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the kernel log says of a kill for want of memory (mm/oom_kill.c), in two records. The first names the cgroups,
/// the second how large the victim was.
sealed interface OomRecord {
    /// The record of /dev/kmsg (Documentation/ABI/testing/dev-kmsg): facility and level, number, microseconds since
    /// boot, flags, then the text with all unprintable bytes escaped.
    Pattern RECORD = Pattern.compile("(\\d+),\\d+,\\d+,[^;]*;(.*)");

    // A task's name is its own choice and may hold commas: the last match of what follows it counts.
    Pattern SUMMARY = Pattern.compile(
            "oom-kill:constraint=CONSTRAINT_(\\w+),.*?(?:,oom_memcg=(.*?))?,(?:global_oom,)?task_memcg=(.*?),task=(.*),pid=(\\d+),uid=\\d+");
    Pattern KILLED = Pattern.compile(".*: Killed process (\\d+) \\(.*\\) total-vm:\\d+kB, anon-rss:(\\d+)kB,.*");

    int pid();

    /// Why and where.
    ///
    /// @param limited the cgroup whose limit was reached, from the root of its tree; empty: the host had no memory left
    /// @param cgroup the victim's
    record Chosen(Optional<String> limited, String cgroup, String name, int pid) implements OomRecord {}

    /// @param anonBytes of its memory that was backed by no file
    record Killed(int pid, OptionalLong anonBytes) implements OomRecord {}

    /// @param record one of /dev/kmsg
    /// @return empty if it tells of something else, or was not written by the kernel itself
    static Optional<OomRecord> parse(String record) {
        Matcher parts = RECORD.matcher(record.lines().findFirst().orElse(""));
        // The kernel lets nobody else write with facility 0, which is its own.
        if (!parts.matches() || Long.parseLong(parts.group(1)) >> 3 != 0) {
            return Optional.empty();
        }
        String text = parts.group(2);
        Matcher summary = SUMMARY.matcher(text);
        if (summary.matches()) {
            Optional<String> limited = Optional.ofNullable(summary.group(2)).filter(path -> !path.isEmpty());
            return Optional.of(
                    new Chosen(limited, summary.group(3), summary.group(4), Integer.parseInt(summary.group(5))));
        }
        Matcher killed = KILLED.matcher(text);
        return killed.matches()
                ? Optional.of(new Killed(
                        Integer.parseInt(killed.group(1)), OptionalLong.of(Long.parseLong(killed.group(2)) * 1024)))
                : Optional.empty();
    }
}
