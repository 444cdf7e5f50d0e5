package shibafu.tui.copy;

import java.util.Optional;
import shibafu.tui.form.TextField;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.Keymap;

/// What a key makes of copying.
public final class CopyUpdate {
    private CopyUpdate() {}

    /// @param next empty if it is left
    /// @param copied what to copy
    public record Outcome(Optional<CopyModel> next, Optional<String> copied) {
        private static Outcome of(CopyModel next) {
            return new Outcome(Optional.of(next), Optional.empty());
        }
    }

    public static Outcome key(CopyModel copy, Key key, Keymap keymap) {
        if (copy.typing()) {
            return Outcome.of(typed(copy, key));
        }
        return keymap.of(CopyAction.KEYS)
                .action(key)
                .map(action -> act(copy, action))
                .orElse(Outcome.of(copy));
    }

    public static CopyModel pasted(CopyModel copy, String text) {
        return copy.typing() ? copy.searching(copy.search().pasted(text), true) : copy;
    }

    private static CopyModel typed(CopyModel copy, Key key) {
        return switch (key.name()) {
            case "enter" -> copy.searched();
            case "esc", "ctrl-c" -> copy.searching(TextField.EMPTY, false);
            default -> copy.searching(copy.search().edited(key), true);
        };
    }

    private static Outcome act(CopyModel copy, CopyAction action) {
        int line = copy.cursor().line();
        int column = copy.cursor().column();
        return switch (action) {
            case LEAVE -> new Outcome(Optional.empty(), Optional.empty());
            case COPY -> new Outcome(Optional.empty(), Optional.of(copy.selected()));
            case MARK -> Outcome.of(copy.marked(false));
            case MARK_LINES -> Outcome.of(copy.marked(true));
            case SEARCH -> Outcome.of(copy.searching(TextField.EMPTY, true));
            case NEXT -> Outcome.of(copy.next(-1));
            case PREVIOUS -> Outcome.of(copy.next(1));
            case LEFT -> Outcome.of(copy.moved(0, -1));
            case RIGHT -> Outcome.of(copy.moved(0, 1));
            case UP -> Outcome.of(copy.moved(-1, 0));
            case DOWN -> Outcome.of(copy.moved(1, 0));
            case LINE_START -> Outcome.of(copy.at(line, 0));
            case LINE_END -> Outcome.of(copy.at(line, copy.text().line(line).length() - 1));
            case PAGE_UP -> Outcome.of(copy.moved(-copy.rows(), 0));
            case PAGE_DOWN -> Outcome.of(copy.moved(copy.rows(), 0));
            case TOP -> Outcome.of(copy.at(0, column));
            case BOTTOM -> Outcome.of(copy.at(Integer.MAX_VALUE, column));
        };
    }
}
