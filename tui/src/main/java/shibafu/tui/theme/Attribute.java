package shibafu.tui.theme;

/// What a terminal can do to a character besides colouring it.
public enum Attribute {
    BOLD,
    REVERSE,
    UNDERLINE,
    ITALIC
}
