package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.cgroup.CgroupReading.Value;
import shibafu.engine.disk.SmallFile;

/// The processes of a container that has no cgroup: those of its PID namespace, if it has one, and all that descends
/// from them or from its first (proc_pid_stat(5)).
///
/// @param proc where procfs is mounted
/// @param init its first process; 0: there is none yet
/// @param startTime field 22 of its `stat`, in clock ticks
public record ProcessTree(Path proc, int init, long startTime) {
    private static final long TICK_MICROS = 10_000; // USER_HZ is 100 on all machines that Shibafu runs on

    /// One of them.
    ///
    /// @param letter what it does: `R`, `S`, `T`, ...
    /// @param userTicks CPU time outside the kernel, its own and that of the children that it has waited for
    /// @param systemTicks the same in the kernel
    public record Member(
            int pid, int parent, char letter, long startTime, long threads, long userTicks, long systemTicks) {}

    /// Whether its first process is there.
    public boolean exists() {
        return init > 0 && member(init).filter(this::isInit).isPresent();
    }

    /// All of them now, by their pids; none if the first has ended.
    public List<Member> members() {
        Map<Integer, Member> all = everyone();
        Optional<Member> first = Optional.ofNullable(all.get(init)).filter(this::isInit);
        if (init == 0 || first.isEmpty()) {
            return List.of();
        }
        Set<Integer> found = new HashSet<>(inNamespace(all));
        found.add(init);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Member one : all.values()) {
                grown |= found.contains(one.parent()) && found.add(one.pid());
            }
        }
        return all.values().stream()
                .filter(one -> found.contains(one.pid()))
                .sorted(Comparator.comparingInt(Member::pid))
                .toList();
    }

    /// What can be known of a container without a cgroup: the CPU time of those that live and of what they have waited
    /// for, and what of memory is theirs at this moment, pages that they share counted for each.
    ///
    /// @return whether it stands
    boolean read(CgroupReading into) {
        List<Member> members = members();
        for (Member one : members) {
            into.add(Value.CPU_USER_MICROS, one.userTicks() * TICK_MICROS);
            into.add(Value.CPU_SYSTEM_MICROS, one.systemTicks() * TICK_MICROS);
            into.add(Value.CPU_USAGE_MICROS, (one.userTicks() + one.systemTicks()) * TICK_MICROS);
            into.add(Value.PIDS_CURRENT, one.threads());
            memory(one.pid(), into);
        }
        return !members.isEmpty();
    }

    private void memory(int pid, CgroupReading into) {
        text(pid, "status").orElse("").lines().forEach(line -> {
            switch (line.substring(0, line.indexOf(':') + 1)) {
                case "VmRSS:" -> into.add(Value.MEMORY_USAGE_BYTES, bytes(line));
                case "RssAnon:" -> into.add(Value.MEMORY_ANON_BYTES, bytes(line));
                case "RssFile:", "RssShmem:" -> into.add(Value.MEMORY_FILE_BYTES, bytes(line));
                case "VmSwap:" -> into.add(Value.MEMORY_SWAP_BYTES, bytes(line));
                default -> {}
            }
        });
    }

    /// Of a line `VmRSS:      1234 kB`.
    private static long bytes(String line) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
    }

    private boolean isInit(Member one) {
        return one.startTime() == startTime;
    }

    /// None where it shares one that is another's: it is the first process only of its own.
    private List<Integer> inNamespace(Map<Integer, Member> all) {
        Optional<Path> theirs = namespace(Integer.toString(init));
        if (theirs.isEmpty() || !isFirst() || theirs.equals(namespace("self"))) {
            return List.of();
        }
        return all.keySet().stream()
                .filter(pid -> namespace(pid.toString()).equals(theirs))
                .toList();
    }

    /// `NSpid` of proc_pid_status(5): its pids, from our PID namespace to its own.
    private boolean isFirst() {
        return text(init, "status").orElse("").lines().anyMatch(line -> line.matches("NSpid:.*\\s1"));
    }

    private Optional<Path> namespace(String process) {
        try {
            return Optional.of(Files.readSymbolicLink(proc.resolve(process).resolve("ns/pid")));
        } catch (IOException e) {
            return Optional.empty(); // ended, or somebody else's
        }
    }

    private Map<Integer, Member> everyone() {
        List<Integer> pids = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[1-9]*")) {
            processes.forEach(
                    path -> pids.add(Integer.valueOf(path.getFileName().toString())));
        } catch (IOException e) {
            throw new CgroupException("list processes in " + proc + ": " + CgroupFile.reason(e), e);
        }
        Map<Integer, Member> all = new HashMap<>();
        pids.forEach(pid -> member(pid).ifPresent(one -> all.put(pid, one)));
        return all;
    }

    private Optional<Member> member(int pid) {
        return text(pid, "stat").flatMap(text -> parse(pid, text));
    }

    private Optional<String> text(int pid, String file) {
        try {
            return Optional.of(SmallFile.text(proc.resolve(pid + "/" + file)));
        } catch (IOException e) {
            return Optional.empty(); // it has ended
        }
    }

    /// Field 2, the name in parentheses, is the process' own choice: the last `)` ends it. Zombies have ended.
    private static Optional<Member> parse(int pid, String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1); // from field 3 on
        if (fields.length < 20 || "ZXx".contains(fields[0])) {
            return Optional.empty();
        }
        return Optional.of(new Member(
                pid,
                Integer.parseInt(fields[1]),
                fields[0].charAt(0),
                Long.parseLong(fields[19]),
                Long.parseLong(fields[17]),
                Long.parseLong(fields[11]) + Long.parseLong(fields[13]),
                Long.parseLong(fields[12]) + Long.parseLong(fields[14])));
    }
}
