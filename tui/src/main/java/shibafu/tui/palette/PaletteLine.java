package shibafu.tui.palette;

/// A line of the palette's list.
///
/// @param name what is typed to get it
/// @param hint what an argument looks like, empty if it takes none
/// @param help what it does
/// @param key the key that does the same, empty if there is none
public record PaletteLine(String name, String hint, String help, String key) {
    /// The value of an argument.
    public static PaletteLine value(String value) {
        return new PaletteLine(value, "", "", "");
    }
}
