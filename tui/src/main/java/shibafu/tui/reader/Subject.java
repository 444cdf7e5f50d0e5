package shibafu.tui.reader;

/// What a text is about.
public enum Subject {
    LOG("log of", true),
    PROCESSES("processes of", false),
    CONFIG("configuration of", false),
    EVENTS("events of all containers", true),
    COMPARISON("comparison of", false),
    SWEEP("sweep of", false);

    private final String words;
    private final boolean newestLast;

    Subject(String words, boolean newestLast) {
        this.words = words;
        this.newestLast = newestLast;
    }

    String title(String id) {
        return this == EVENTS ? words : words + " " + id;
    }

    /// Whether it grows at its end, which is what one wants to see then.
    boolean newestLast() {
        return newestLast;
    }

    /// Whether it changes while one looks.
    public boolean lives() {
        return this != CONFIG && this != SWEEP;
    }
}
