package shibafu.tui.reader;

import java.util.Optional;
import shibafu.tui.form.TextField;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.Keymap;

/// What a key makes of a text that is read.
public final class ReaderUpdate {
    private ReaderUpdate() {}

    /// @param rows of the pane
    /// @return empty if it was closed
    public static Optional<Reader> key(Reader reader, Key key, int rows, Keymap keymap) {
        if (reader.typing()) {
            return Optional.of(typed(reader, key, rows));
        }
        Optional<ReaderAction> action = keymap.of(ReaderAction.KEYS).action(key);
        return action.isEmpty() ? Optional.of(reader) : act(reader, action.get(), rows);
    }

    public static Reader pasted(Reader reader, String text) {
        return reader.typing() ? reader.searching(reader.search().pasted(text), true) : reader;
    }

    private static Reader typed(Reader reader, Key key, int rows) {
        return switch (key.name()) {
            case "enter" -> reader.searching(reader.search(), false).found(1, rows);
            case "esc", "ctrl-c" -> reader.searching(TextField.EMPTY, false);
            default -> reader.searching(reader.search().edited(key), true);
        };
    }

    private static Optional<Reader> act(Reader reader, ReaderAction action, int rows) {
        return switch (action) {
            case CLOSE -> Optional.empty();
            case UP -> Optional.of(reader.scrolled(-1, rows));
            case DOWN -> Optional.of(reader.scrolled(1, rows));
            case PAGE_UP -> Optional.of(reader.scrolled(-rows, rows));
            case PAGE_DOWN -> Optional.of(reader.scrolled(rows, rows));
            case TOP -> Optional.of(reader.scrolled(Integer.MIN_VALUE / 2, rows));
            case BOTTOM -> Optional.of(reader.scrolled(Integer.MAX_VALUE / 2, rows));
            case SEARCH -> Optional.of(reader.searching(TextField.EMPTY, true));
            case NEXT -> Optional.of(reader.found(1, rows));
            case PREVIOUS -> Optional.of(reader.found(-1, rows));
            case FOLLOW -> Optional.of(reader.following(!reader.follows()));
            case ZOOM -> Optional.of(reader.zoomed(!reader.zoomed()));
        };
    }
}
