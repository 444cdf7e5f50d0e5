package shibafu.tui.create;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Experiments of the sample image: what to fill the form with, and what one will see.
@SuppressWarnings("ImmutableEnumChecker") // its map is a copy that nothing changes
public enum Preset {
    MEMORY(
            "fill the memory up to its limit",
            "Memory climbs in steps of 4M to the line at 100M. There the kernel kills the program (a mark on the axis, and OOM"
                    + " counts), and it begins anew.",
            Map.of(
                    CreateField.NAME, "fill-memory",
                    CreateField.COMMAND, "fill-memory --step 4m --until 200m --pause 0.5 --rounds 0",
                    CreateField.MEMORY, "100m")),
    QUOTA(
            "a cpu quota throttles",
            "Two threads want two cores and get half of one: the graph is cut off at the line, and the lane below it shows the"
                    + " share of periods in which they had to wait. Raise the limit (L) and watch it move.",
            Map.of(
                    CreateField.NAME, "burn-cpu",
                    CreateField.COMMAND, "burn-cpu --threads 2 --seconds 0",
                    CreateField.CPU, "0.5")),
    FORKS(
            "fork up to the limit of processes",
            "PIDS climbs to 20 of 20. Then the kernel refuses to fork (a mark on the axis), the log (l) says after how"
                    + " many, and it ends with exit code 1.",
            Map.of(
                    CreateField.NAME, "fork-bomb",
                    CreateField.COMMAND, "fork-until-refused --until 1000 --pause 0.3 --hold 10",
                    CreateField.PIDS, "20")),
    DISK(
            "write against a limit of the disk",
            "Name your disk in the field of writes. The graph of disks (o) stays at 5M a second however fast the disk is, and"
                    + " the log (l) tells how long each 32M took.",
            Map.of(
                    CreateField.NAME, "write-blocks",
                    CreateField.COMMAND, "write-blocks --size 32m --rounds 0",
                    CreateField.WRITE, "/dev/sda:5m")),
    LIGHT(
            "two neighbours of weights 100 and 300",
            "Both want all of CPU 0. Alone the first has a whole core; when the form came back and the second runs too, they"
                    + " share it one to three: 0.25 and 0.75 cores. No limit is in sight.",
            Map.of(
                    CreateField.NAME, "weight-100",
                    CreateField.COMMAND, "burn-cpu --threads 1 --seconds 0",
                    CreateField.SHARES, "100",
                    CreateField.CPUSET, "0")),
    HEAVY(
            "the neighbour of weight 300",
            "The second of the two: it takes three quarters of CPU 0 from the first, which keeps a quarter.",
            Map.of(
                    CreateField.NAME, "weight-300",
                    CreateField.COMMAND, "burn-cpu --threads 1 --seconds 0",
                    CreateField.SHARES, "300",
                    CreateField.CPUSET, "0"));

    /// Those that one begins with.
    static final List<Preset> FIRST = List.of(MEMORY, QUOTA, FORKS, DISK, LIGHT);

    private static final String IMAGE = "busybox";

    private final String title;
    private final String promise;
    private final Map<CreateField, String> texts;

    Preset(String title, String promise, Map<CreateField, String> texts) {
        this.title = title;
        this.promise = promise;
        this.texts = Map.copyOf(texts);
    }

    String title() {
        return title;
    }

    /// What one will see.
    String promise() {
        return promise;
    }

    /// What the fields hold.
    Map<CreateField, String> texts() {
        Map<CreateField, String> all = new EnumMap<>(texts);
        all.put(CreateField.IMAGE, IMAGE);
        return all;
    }

    /// The one to run beside it.
    public Optional<Preset> next() {
        return this == LIGHT ? Optional.of(HEAVY) : Optional.empty();
    }
}
