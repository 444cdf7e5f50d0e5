package shibafu.tui;

import java.nio.file.Path;
import shibafu.tui.draw.Size;
import shibafu.tui.draw.Symbols;

/// Where a golden scene is played.
///
/// @param name the folder of its golden files
/// @param folder for what a scene writes, empty at first
record Stage(String name, Size size, Symbols symbols, Path folder) {
    Stage(String name, int columns, int rows, Symbols symbols) {
        this(name, new Size(columns, rows), symbols, Path.of(""));
    }

    Stage in(Path other) {
        return new Stage(name, size, symbols, other);
    }

    Ui over(FakeEngine engine) {
        return Ui.over(engine, size, symbols);
    }

    Ui replaying(Path recording) {
        return Ui.replaying(recording, size, symbols);
    }

    /// Turns to the graphs where not all is in sight.
    Ui toGraphs(Ui ui) {
        return size.holds(Layout.FULL.columns(), Layout.FULL.rows()) ? ui : ui.press("tab");
    }

    @Override
    public String toString() {
        return name;
    }
}
