package shibafu.tui.reader;

import java.time.Instant;
import java.util.List;

/// What there is to read: facts, from which the lines are made anew for each width and choice.
public interface Content {
    /// Nothing has come yet.
    Content NOTHING = look -> List.of();

    List<Line> lines(Look look);

    /// Lines that stay in sight above the others, such as the names of columns.
    default List<Line> head(Look look) {
        return List.of();
    }

    /// Whether what matters most stands at its end, which is then what is seen first.
    default boolean endsBadly() {
        return false;
    }

    /// Something to tell besides, in the frame; empty for nothing.
    default String note() {
        return "";
    }

    /// This, as what followed an older look at the same.
    ///
    /// @param now when this one came
    default Content after(Content older, Instant now) {
        return this;
    }
}
