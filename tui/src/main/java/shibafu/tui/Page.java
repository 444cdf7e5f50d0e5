package shibafu.tui;

/// What a screen too small for everything shows.
enum Page {
    LIST,
    GRAPHS,
    SHELL;

    Page next() {
        return switch (this) {
            case LIST -> GRAPHS;
            case GRAPHS -> SHELL;
            case SHELL -> LIST;
        };
    }
}
