package shibafu.tui.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import shibafu.pty.vt.ScreenSnapshot;
import shibafu.tui.flow.Program;

/// A program on a terminal of its own, and what there is to tell of it.
///
/// @param id of its container
/// @param screen the last one; empty until the program has printed something
/// @param printed when it printed the last time
/// @param unseen whether it has printed something that nobody has seen
/// @param rung whether it has rung its bell since it was last seen
/// @param end present once it has ended: the screen stays
public record Pane(
        long number,
        String id,
        Program program,
        Optional<ScreenSnapshot> screen,
        Optional<Instant> printed,
        boolean unseen,
        boolean rung,
        Optional<End> end) {
    /// So long without a word is silence.
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /// How a program ended.
    ///
    /// @param words what to say of it besides
    public record End(int exitCode, Duration lasted, String words) {}

    static Pane opened(long number, String id, Program program) {
        return new Pane(number, id, program, Optional.empty(), Optional.empty(), false, false, Optional.empty());
    }

    Pane seen() {
        return new Pane(number, id, program, screen, printed, false, false, end);
    }

    Pane printed(ScreenSnapshot now, Instant at, boolean inSight) {
        boolean bell = rung || bells(Optional.of(now)) > bells(screen);
        // A screen comes too when the pane got another size: that is no news.
        boolean news = inSight || screen.map(before -> !sameText(before, now)).orElse(true);
        return new Pane(
                number,
                id,
                program,
                Optional.of(now),
                news ? Optional.of(at) : printed,
                !inSight && (unseen || news),
                !inSight && bell,
                end);
    }

    Pane ended(End how) {
        return new Pane(number, id, program, screen, printed, unseen, rung, Optional.of(how));
    }

    public boolean runs() {
        return end.isEmpty();
    }

    /// What its tab says besides the name, in characters of which each means one thing: `!` the bell, `◆` something
    /// new, `◇` silence after something was printed, `=3` the exit code. Empty if there is nothing to tell.
    ///
    /// @param inSight whether its screen is seen: then only its end is worth a badge
    public String badge(Instant now, boolean inSight) {
        String code = end.map(how -> "=" + how.exitCode()).orElse("");
        if (inSight) {
            return code;
        }
        boolean silent =
                runs() && printed.filter(at -> !at.plus(SILENCE).isAfter(now)).isPresent();
        return (rung ? "!" : "") + (unseen ? "◆" : "") + (silent ? "◇" : "") + code;
    }

    /// The last line that is not blank; empty if there is none.
    public String lastLine() {
        return screen.map(shown -> {
                    for (int row = shown.rows() - 1; row >= 0; row--) {
                        if (!shown.row(row).isBlank()) {
                            return shown.row(row).strip();
                        }
                    }
                    return "";
                })
                .orElse("");
    }

    private static long bells(Optional<ScreenSnapshot> screen) {
        return screen.map(shown -> shown.facts().bells()).orElse(0L);
    }

    private static boolean sameText(ScreenSnapshot before, ScreenSnapshot now) {
        if (before.rows() != now.rows() || before.columns() != now.columns()) {
            return true;
        }
        for (int row = 0; row < now.rows(); row++) {
            if (!before.row(row).equals(now.row(row))) {
                return false;
            }
        }
        return true;
    }
}
