package shibafu.tui.reader;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shibafu.tui.form.TextField;

/// A text that is being read.
///
/// @param id of the container; empty for events
/// @param lines empty until it came
/// @param top the first line in sight
/// @param follows whether the newest line stays in sight
/// @param search what is looked for; empty for nothing
/// @param typing whether that is being typed
/// @param zoomed whether it has all the room there is
/// @param problem why there is no text, or no newer one
public record Reader(
        Subject subject,
        String id,
        List<String> lines,
        int top,
        boolean follows,
        TextField search,
        boolean typing,
        boolean zoomed,
        Optional<String> problem) {
    public Reader {
        lines = List.copyOf(lines);
    }

    public static Reader of(Subject subject, String id) {
        return new Reader(
                subject, id, List.of(), 0, subject.newestLast(), TextField.EMPTY, false, false, Optional.empty());
    }

    /// A newer text of the same.
    public Reader with(List<String> newer) {
        return new Reader(subject, id, newer, top, follows, search, typing, zoomed, Optional.empty());
    }

    public Reader failed(String why) {
        return new Reader(subject, id, lines, top, follows, search, typing, zoomed, Optional.of(why));
    }

    Reader searching(TextField text, boolean nowTyping) {
        return new Reader(subject, id, lines, top, follows, text, nowTyping, zoomed, problem);
    }

    Reader zoomed(boolean zoom) {
        return new Reader(subject, id, lines, top, follows, search, typing, zoom, problem);
    }

    Reader following(boolean follow) {
        return new Reader(subject, id, lines, top, follow, search, typing, zoomed, problem);
    }

    /// The first line in sight of a pane with so many rows.
    int top(int rows) {
        int last = Math.max(0, lines.size() - rows);
        return follows ? last : Math.clamp(top, 0, last);
    }

    /// Moves by lines; whoever goes to the end follows it again.
    Reader scrolled(int by, int rows) {
        int last = Math.max(0, lines.size() - rows);
        int there = Math.clamp((long) top(rows) + by, 0, last);
        return new Reader(
                subject, id, lines, there, subject.newestLast() && there == last, search, typing, zoomed, problem);
    }

    /// To the next line that has what is searched for, around the end; to the same place if none has.
    ///
    /// @param step 1 for the next one, -1 for the one before
    Reader found(int step, int rows) {
        int from = top(rows);
        for (int i = 1; i <= lines.size(); i++) {
            int at = Math.floorMod(from + i * step, lines.size());
            if (matches(lines.get(at))) {
                return new Reader(subject, id, lines, at, false, search, false, zoomed, problem);
            }
        }
        return this;
    }

    boolean matches(String line) {
        String wanted = search.text().toLowerCase(Locale.ROOT);
        return !wanted.isEmpty() && line.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
