package shibafu.tui.theme;

import java.util.Locale;

/// What a piece of the screen means. The name in a theme file is the constant's in lower case, `_` written as `.`.
///
/// Each knows what it wears where only sixteen colours are to be had and a theme says nothing of that (never the
/// nearest of its RGB: pastels would all turn white), and what it wears with no colour at all.
public enum Role {
    BG("default", ""),
    FG("default", ""),
    DIM("bright-black", ""),
    BORDER("bright-black", ""),
    BORDER_FOCUS("cyan", "bold"),
    TITLE("default bold", "bold"),
    KEY("cyan bold", "bold"),
    SELECTION_FG("black", "reverse"),
    SELECTION_BG("cyan", "reverse"),
    ERROR("bright-red bold", "bold"),
    WARN("yellow", "bold"),
    OK("green", ""),
    STATE_RUN("green", ""),
    STATE_FREEZE("cyan", ""),
    STATE_STOP("bright-black", ""),
    STATE_EXIT0("default", ""),
    STATE_FAIL("red", "bold"),
    STATE_OOM("bright-red bold", "bold"),
    GRAPH_CPU("green", ""),
    GRAPH_CPU_SYS("cyan", ""),
    GRAPH_MEM("blue", ""),
    GRAPH_MEM_ANON("blue", ""),
    GRAPH_MEM_FILE("cyan", ""),
    GRAPH_MEM_KERNEL("green", ""),
    GRAPH_SWAP("yellow", ""),
    GRAPH_IO_READ("green", ""),
    GRAPH_IO_WRITE("blue", ""),
    GRAPH_NET_RX("green", ""),
    GRAPH_NET_TX("blue", ""),
    GRAPH_PIDS("cyan", ""),
    GRAPH_PSI_SOME("yellow", ""),
    GRAPH_PSI_FULL("red", ""),
    GRAPH_WITH("default bold", "bold"),
    LIMIT_MAX("bright-red", "bold"),
    LIMIT_HIGH("bright-magenta", "bold"),
    LIMIT_STAGED("bright-yellow", "bold"),
    THROTTLE("yellow", ""),
    OOM("bright-red bold", "bold"),
    EVENT("magenta", "bold"),
    MARK_A("bright-cyan bold", "bold"),
    MARK_B("bright-green bold", "bold");

    private final String sixteen;
    private final String mono;

    Role(String sixteen, String mono) {
        this.sixteen = sixteen;
        this.mono = mono;
    }

    /// The name in a theme file, such as `state.run`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    Paint sixteen() {
        return PaintText.parse(sixteen);
    }

    Paint mono() {
        return PaintText.parse(mono);
    }
}
