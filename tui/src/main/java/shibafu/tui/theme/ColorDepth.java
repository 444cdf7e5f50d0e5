package shibafu.tui.theme;

/// How many colours a terminal knows.
public enum ColorDepth {
    NONE,
    SIXTEEN,
    INDEXED,
    TRUE
}
