package shibafu.tui.form;

import shibafu.tui.keys.Key;

/// A line of text with a cursor in it.
///
/// @param before what stands before the cursor
/// @param after what stands at and after it
public record TextField(String before, String after) {
    public static final TextField EMPTY = new TextField("", "");

    /// With the cursor at the end.
    public static TextField of(String text) {
        return new TextField(text, "");
    }

    public String text() {
        return before + after;
    }

    /// What a key makes of it; the same field for a key that edits nothing.
    public TextField edited(Key key) {
        if (key.types()) {
            return new TextField(before + Character.toString(key.codePoint()), after);
        }
        return switch (key.name()) {
            case "backspace", "ctrl-h" -> new TextField(before.substring(0, stepBack()), after);
            case "del" -> new TextField(before, after.substring(stepForward()));
            case "left" -> new TextField(before.substring(0, stepBack()), before.substring(stepBack()) + after);
            case "right" -> new TextField(before + after.substring(0, stepForward()), after.substring(stepForward()));
            case "home", "ctrl-a" -> new TextField("", text());
            case "end", "ctrl-e" -> new TextField(text(), "");
            case "ctrl-u" -> new TextField("", after);
            case "ctrl-k" -> new TextField(before, "");
            case "ctrl-w" -> new TextField(before.replaceFirst("\\S*\\s*$", ""), after);
            default -> this;
        };
    }

    /// Pasted text; only its first line, as a field has no second one.
    public TextField pasted(String text) {
        String line = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "");
        return new TextField(before + line, after);
    }

    private int stepBack() {
        return before.isEmpty() ? 0 : before.offsetByCodePoints(before.length(), -1);
    }

    private int stepForward() {
        return after.isEmpty() ? 0 : after.offsetByCodePoints(0, 1);
    }
}
