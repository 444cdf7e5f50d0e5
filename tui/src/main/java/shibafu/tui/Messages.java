package shibafu.tui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.tui.dialog.Message;

/// What was told on the status line, the newest last.
record Messages(List<Message> all) {
    static final Messages NONE = new Messages(List.of());

    private static final int KEPT = 50;
    private static final Duration SHOWN = Duration.ofSeconds(6);
    private static final Duration ERROR_SHOWN = Duration.ofSeconds(15);

    Messages {
        all = List.copyOf(all);
    }

    Messages with(Message message) {
        List<Message> more = new ArrayList<>(all.subList(Math.max(0, all.size() + 1 - KEPT), all.size()));
        more.add(message);
        return new Messages(more);
    }

    /// The newest, while it is young.
    Optional<Message> fresh(Instant now) {
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.getLast())
                        .filter(last -> now.isBefore(last.at().plus(last.bad() ? ERROR_SHOWN : SHOWN)));
    }

    List<Message> newest(int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }
}
