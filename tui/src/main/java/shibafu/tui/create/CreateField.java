package shibafu.tui.create;

/// The fields of the form, in their order.
public enum CreateField {
    IMAGE("image", "←→ chooses, or type a name or path"),
    COMMAND("command", "empty: the image's own"),
    NAME("name", "empty: the engine chooses one"),
    MEMORY("memory", "100m, 1.5g, 10% of the machine"),
    CPU("cpu", "cores: 0.5, 2, or 50% of one"),
    PIDS("pids", "processes at most");

    private final String label;
    private final String hint;

    CreateField(String label, String hint) {
        this.label = label;
        this.hint = hint;
    }

    public String label() {
        return label;
    }

    String hint() {
        return hint;
    }
}
