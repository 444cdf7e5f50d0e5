package shibafu.tui.tape;

import java.util.Optional;
import shibafu.pty.vt.ScreenSnapshot;
import shibafu.pty.vt.VtTerminal;

/// The terminal of one shell of a recording, at some moment of it. Going on is cheap; going back begins anew.
final class ShellScreens {
    private final ShellTrack track;
    private VtTerminal terminal;
    private int next;
    private long at = -1;

    ShellScreens(ShellTrack track) {
        this.track = track;
        this.terminal = fresh(track);
    }

    private static VtTerminal fresh(ShellTrack track) {
        return new VtTerminal(track.columns(), track.rows(), answer -> {});
    }

    ShellTrack track() {
        return track;
    }

    /// Goes there.
    ///
    /// @return the screen, if it is another than before and there is one
    Optional<ScreenSnapshot> move(long micros) {
        boolean changed = micros < at;
        if (changed) {
            terminal = fresh(track);
            next = 0;
        }
        at = micros;
        while (next < track.pieces().size() && track.pieces().get(next).micros() <= micros) {
            switch (track.pieces().get(next)) {
                case ShellTrack.Output output -> terminal.feed(output.bytes(), 0, output.bytes().length);
                case ShellTrack.Resize resize -> terminal.resize(resize.columns(), resize.rows());
            }
            next++;
            changed = true;
        }
        return changed && track.isThere(micros) ? Optional.of(terminal.snapshot(0)) : Optional.empty();
    }

    ScreenSnapshot now() {
        return terminal.snapshot(0);
    }
}
