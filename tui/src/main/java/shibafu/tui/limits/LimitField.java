package shibafu.tui.limits;

/// The limits that can be changed.
public enum LimitField {
    MEMORY("memory", "100m 50% max"),
    CPU("cpu", "cores: 0.5 50% max"),
    PIDS("pids", "20 50% max");

    private final String label;
    private final String hint;

    LimitField(String label, String hint) {
        this.label = label;
        this.hint = hint;
    }

    String label() {
        return label;
    }

    String hint() {
        return hint;
    }
}
