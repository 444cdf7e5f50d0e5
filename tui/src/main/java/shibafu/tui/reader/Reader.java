package shibafu.tui.reader;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shibafu.tui.form.TextField;

/// A text that is being read.
///
/// @param id of the container; empty for events
/// @param content nothing until it came
/// @param top the first line in sight
/// @param follows whether the newest line stays in sight
/// @param search what is looked for; empty for nothing
/// @param typing whether that is being typed
/// @param zoomed whether it has all the room there is
/// @param problem why there is no text, or no newer one
public record Reader(
        Subject subject,
        String id,
        Content content,
        Options options,
        int top,
        boolean follows,
        TextField search,
        boolean typing,
        boolean zoomed,
        Optional<String> problem) {
    /// Further down than any text goes.
    private static final int LAST = Integer.MAX_VALUE / 2;

    public static Reader of(Subject subject, String id) {
        return new Reader(
                subject,
                id,
                Content.NOTHING,
                Options.USUAL,
                0,
                subject.newestLast(),
                TextField.EMPTY,
                false,
                false,
                Optional.empty());
    }

    /// A newer text of the same.
    public Reader with(Content newer, Instant now) {
        return new Reader(
                subject,
                id,
                newer.after(content, now),
                options,
                content.equals(Content.NOTHING) && newer.endsBadly() ? LAST : top,
                follows,
                search,
                typing,
                zoomed,
                Optional.empty());
    }

    public Reader failed(String why) {
        return new Reader(subject, id, content, options, top, follows, search, typing, zoomed, Optional.of(why));
    }

    /// Another text of the same container, from its first line.
    Reader on(Subject other) {
        return new Reader(
                other, id, Content.NOTHING, options, 0, other.newestLast(), search, false, zoomed, Optional.empty());
    }

    Reader choosing(Options chosen) {
        return new Reader(subject, id, content, chosen, top, follows, search, typing, zoomed, problem);
    }

    Reader searching(TextField text, boolean nowTyping) {
        return new Reader(subject, id, content, options, top, follows, text, nowTyping, zoomed, problem);
    }

    Reader zoomed(boolean zoom) {
        return new Reader(subject, id, content, options, top, follows, search, typing, zoom, problem);
    }

    Reader following(boolean follow) {
        return new Reader(subject, id, content, options, top, follow, search, typing, zoomed, problem);
    }

    Reader at(int line) {
        return new Reader(subject, id, content, options, line, false, search, typing, zoomed, problem);
    }

    /// The first line in sight of a pane.
    ///
    /// @param lines how many there are
    /// @param rows how many fit
    int top(int lines, int rows) {
        int last = Math.max(0, lines - rows);
        return follows ? last : Math.clamp(top, 0, last);
    }

    /// Moves by lines; whoever goes to the end follows it again.
    Reader scrolled(int by, int lines, int rows) {
        int last = Math.max(0, lines - rows);
        int there = Math.clamp((long) top(lines, rows) + by, 0, last);
        return at(there).following(subject.newestLast() && there == last);
    }

    /// To the next line that has what is searched for, around the end; to the same place if none has.
    ///
    /// @param step 1 for the next one, -1 for the one before
    Reader found(int step, List<Line> lines, int rows) {
        int from = follows ? top(lines.size(), rows) : Math.min(top, Math.max(0, lines.size() - 1));
        for (int i = 1; i <= lines.size(); i++) {
            int at = Math.floorMod(from + i * step, lines.size());
            if (match(lines.get(at).text()).isPresent()) {
                return at(at).searching(search, false);
            }
        }
        return searching(search, false);
    }

    /// The first place in a line that has what is searched for.
    ///
    /// @param before what stands before it in the line
    /// @param text as it is written there
    record Match(String before, String text) {}

    /// Letter by letter: a line in small letters may be longer than the line itself.
    Optional<Match> match(String line) {
        String wanted = search.text();
        for (int at = 0; !wanted.isEmpty() && at + wanted.length() <= line.length(); at++) {
            if (line.regionMatches(true, at, wanted, 0, wanted.length())) {
                return Optional.of(new Match(line.substring(0, at), line.substring(at, at + wanted.length())));
            }
        }
        return Optional.empty();
    }
}
