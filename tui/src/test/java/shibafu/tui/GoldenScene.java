package shibafu.tui;

import java.util.function.Function;

/// A state of the whole screen that is worth a picture.
///
/// @param name of its golden files
/// @param play what leads to it
record GoldenScene(String name, Function<Stage, Ui> play) {
    @Override
    public String toString() {
        return name;
    }
}
