package shibafu.engine.event;

/// What programs can wait for; the beginning of the names of the kernel's `.pressure` files.
public enum PressureResource {
    MEMORY("memory"),
    CPU("cpu"),
    IO("io");

    private final String word;

    PressureResource(String word) {
        this.word = word;
    }

    /// The kernel's name.
    public String word() {
        return word;
    }
}
