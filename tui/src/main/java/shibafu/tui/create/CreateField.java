package shibafu.tui.create;

import java.util.List;

/// The fields of the form, in their order.
public enum CreateField {
    IMAGE(Section.CONTAINER, "image", "←→ chooses, or type a name or path"),
    COMMAND(Section.CONTAINER, "command", "empty: the image's own"),
    NAME(Section.CONTAINER, "name", "empty: the engine chooses one"),
    MEMORY(Section.CONTAINER, "memory", "100m, 1.5g, 10% of the machine"),
    CPU(Section.CONTAINER, "cpu", "cores: 0.5, 2, or 50% of one"),
    PIDS(Section.CONTAINER, "pids", "processes at most"),
    SWAP(Section.LIMITS, "mem+swap", "memory and swap together: 200m, max"),
    SHARES(Section.LIMITS, "cpu weight", "against others: 2 to 262144 (1024)"),
    CPUSET(Section.LIMITS, "cpus", "those to run on: 0-2,7"),
    READ(Section.LIMITS, "disk read", "bytes a second: /dev/sda:10m"),
    WRITE(Section.LIMITS, "disk write", "bytes a second: /dev/sda:10m"),
    NETWORK(Section.NAMESPACES, "network", "its own; ←→ host, or container:NAME"),
    PID(Section.NAMESPACES, "pid", "its own; ←→ host, or container:NAME"),
    IPC(Section.NAMESPACES, "ipc", "its own; ←→ host, or container:NAME"),
    UTS(Section.NAMESPACES, "uts", "its own; ←→ host, or container:NAME"),
    USER_MAP(Section.NAMESPACES, "user ids", "inside:outside:how many, 0:100000:65536"),
    USER(Section.PROCESS, "user", "empty: root; 1000, 1000:100, name"),
    DIRECTORY(Section.PROCESS, "directory", "to start in: /srv"),
    ENVIRONMENT(Section.PROCESS, "variables", "KEY=value OTHER='two words'"),
    MOUNTS(Section.PROCESS, "mounts", "/here:/inside or /here:/inside:ro"),
    TERMINAL(Section.PROCESS, "terminal", "none; ←→ yes: A goes into it");

    /// Those that take a namespace.
    private static final List<CreateField> MODES = List.of(NETWORK, PID, IPC, UTS);

    private final Section section;
    private final String label;
    private final String hint;

    CreateField(Section section, String label, String hint) {
        this.section = section;
        this.label = label;
        this.hint = hint;
    }

    Section section() {
        return section;
    }

    public String label() {
        return label;
    }

    String hint() {
        return hint;
    }

    /// Whether ← and → choose its text.
    boolean chooses() {
        return this == IMAGE || !words().isEmpty();
    }

    /// Those that ← and → choose from, the first where nothing is typed; none where other texts make sense too.
    List<String> words() {
        if (this == TERMINAL) {
            return List.of("no", "yes");
        }
        return MODES.contains(this) ? List.of("private", "host") : List.of();
    }
}
