package shibafu.tui.keys;

/// A key that was pressed.
///
/// @param name the character itself (`j`, `G`, `é`), or `space`, `enter`, `esc`, `tab`, `backspace`, `up`, `down`,
///     `left`, `right`, `home`, `end`, `pgup`, `pgdn`, `ins`, `del`, `f1` to `f12`; before it, in this order and
///     as far as they were held, `ctrl-`, `alt-` and `shift-`
/// @param codePoint what it types, -1 if nothing
public record Key(String name, int codePoint) {
    /// A key that types nothing.
    public static Key named(String name) {
        return new Key(name, -1);
    }

    /// A key that types a character.
    public static Key typed(int codePoint) {
        return new Key(codePoint == ' ' ? "space" : Character.toString(codePoint), codePoint);
    }

    /// The key of that name.
    public static Key of(String name) {
        return name.equals("space")
                ? typed(' ')
                : name.codePointCount(0, name.length()) == 1 ? typed(name.codePointAt(0)) : named(name);
    }

    public boolean types() {
        return codePoint >= 0;
    }
}
