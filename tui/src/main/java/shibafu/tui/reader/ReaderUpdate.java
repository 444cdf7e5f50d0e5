package shibafu.tui.reader;

import java.util.List;
import java.util.Optional;
import shibafu.tui.form.TextField;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.Keymap;
import shibafu.tui.reader.Options.Order;

/// What a key makes of a text that is read.
public final class ReaderUpdate {
    private ReaderUpdate() {}

    /// @param rows of the pane
    /// @return empty if it was closed
    public static Optional<Reader> key(Reader reader, Key key, Look look, int rows, Keymap keymap) {
        int room = rows - reader.content().head(look).size();
        if (reader.typing()) {
            return Optional.of(typed(reader, key, look, room));
        }
        Optional<Reader> own = own(reader, key, keymap);
        return own.isPresent()
                ? own
                : keymap.of(ReaderAction.KEYS)
                        .action(key)
                        .map(action -> act(reader, action, look, room))
                        .orElse(Optional.of(reader));
    }

    /// What the key makes of a text of this kind, if it means something there only.
    private static Optional<Reader> own(Reader reader, Key key, Keymap keymap) {
        Options options = reader.options();
        return switch (reader.subject()) {
            case EVENTS, COMPARISON, SWEEP -> Optional.empty();
            case LOG ->
                keymap.of(LogAction.KEYS)
                        .action(key)
                        .map(action -> reader.choosing(
                                switch (action) {
                                    case TIMES -> options.withTimes(!options.times());
                                    case SINCE -> options.of(options.since().next());
                                }));
            case PROCESSES ->
                keymap.of(ProcessAction.KEYS)
                        .action(key)
                        .map(action -> reader.choosing(options.by(
                                switch (action) {
                                    case BY_CPU -> Order.CPU;
                                    case BY_MEMORY -> Order.MEMORY;
                                    case BY_OOM -> Order.OOM;
                                    case AS_TREE -> Order.TREE;
                                })));
            case CONFIG, MOUNTS, NAMESPACES, CAPABILITIES, LIMITS, HEALTH, LAUNCH ->
                keymap.of(TabAction.KEYS)
                        .action(key)
                        .map(action -> reader.on(reader.subject()
                                .beside(
                                        switch (action) {
                                            case NEXT_TAB -> 1;
                                            case PREVIOUS_TAB -> -1;
                                        })));
        };
    }

    public static Reader pasted(Reader reader, String text) {
        return reader.typing() ? reader.searching(reader.search().pasted(text), true) : reader;
    }

    private static Reader typed(Reader reader, Key key, Look look, int rows) {
        return switch (key.name()) {
            case "enter" -> reader.found(1, reader.content().lines(look), rows);
            case "esc", "ctrl-c" -> reader.searching(TextField.EMPTY, false);
            default -> reader.searching(reader.search().edited(key), true);
        };
    }

    private static Optional<Reader> act(Reader reader, ReaderAction action, Look look, int rows) {
        List<Line> lines = reader.content().lines(look);
        int count = lines.size();
        Options options = reader.options();
        return switch (action) {
            case CLOSE -> Optional.empty();
            case UP -> Optional.of(reader.scrolled(-1, count, rows));
            case DOWN -> Optional.of(reader.scrolled(1, count, rows));
            case PAGE_UP -> Optional.of(reader.scrolled(-rows, count, rows));
            case PAGE_DOWN -> Optional.of(reader.scrolled(rows, count, rows));
            case TOP -> Optional.of(reader.scrolled(Integer.MIN_VALUE / 2, count, rows));
            case BOTTOM -> Optional.of(reader.scrolled(Integer.MAX_VALUE / 2, count, rows));
            case SEARCH -> Optional.of(reader.searching(TextField.EMPTY, true));
            case NEXT -> Optional.of(reader.found(1, lines, rows));
            case PREVIOUS -> Optional.of(reader.found(-1, lines, rows));
            case FOLLOW -> Optional.of(reader.following(!reader.follows()));
            case WRAP -> Optional.of(reader.choosing(options.wrapping(!options.wrap())));
            case ZOOM -> Optional.of(reader.zoomed(!reader.zoomed()));
        };
    }
}
