package shibafu.tui.reader;

import java.util.List;

/// What a text is about.
public enum Subject {
    LOG("log of", true),
    PROCESSES("processes of", false),
    EVENTS("events of all containers", true),
    COMPARISON("comparison of", false),
    SWEEP("sweep of", false),
    CONFIG("config", false),
    MOUNTS("mounts", false),
    NAMESPACES("ns", false),
    CAPABILITIES("caps", false),
    LIMITS("limits", false),
    HEALTH("health", false),
    LAUNCH("launch", false);

    /// What is inspected, side by side.
    public static final List<Subject> TABS = List.of(CONFIG, MOUNTS, NAMESPACES, CAPABILITIES, LIMITS, HEALTH, LAUNCH);

    private final String words;
    private final boolean newestLast;

    Subject(String words, boolean newestLast) {
        this.words = words;
        this.newestLast = newestLast;
    }

    String words() {
        return words;
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
        return this != LAUNCH && this != SWEEP;
    }

    /// Whether it is one of several texts that stand side by side.
    public boolean isTab() {
        return TABS.contains(this);
    }

    /// The tab beside it, around the end.
    Subject beside(int step) {
        return TABS.get(Math.floorMod(TABS.indexOf(this) + step, TABS.size()));
    }
}
