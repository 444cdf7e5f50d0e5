package shibafu.pty.vt;

/// Control sequences that ask for something: DA, DSR, DECRQM, XTVERSION, DECREQTPARM, reports of the window's size.
final class Questions {
    private Questions() {}

    /// @return the answer; empty if this asks nothing, or nothing that has an answer here
    static String csi(State state, int marker, Params params, int intermediate, int last) {
        if (intermediate == '$' && last == 'p') {
            return Reports.mode(marker, params.at(0), mode(state, marker, params.at(0)));
        }
        if (intermediate != 0) {
            return "";
        }
        return switch (last) {
            case 'c' -> params.at(0) == 0 ? attributes(marker) : "";
            case 'n' -> Reports.status(state.grid, state.modes, marker, params.at(0));
            case 'q' -> marker == '>' && params.at(0) == 0 ? Reports.version() : "";
            case 't' -> marker == 0 ? window(state.grid, params.at(0)) : "";
            case 'x' -> marker == 0 ? Reports.parameters(params.at(0)) : "";
            default -> "";
        };
    }

    private static int mode(State state, int marker, int mode) {
        return marker == 0 ? state.modes.ansi(mode) : PrivateModes.state(state, mode);
    }

    private static String attributes(int marker) {
        return switch (marker) {
            case 0 -> Reports.primary();
            case '>' -> Reports.secondary();
            case '=' -> Reports.tertiary();
            default -> "";
        };
    }

    /// Sizes alone. The title is not told: whoever can set it could type by it.
    private static String window(Grid grid, int what) {
        return switch (what) {
            case 18 -> Reports.size(8, grid);
            case 19 -> Reports.size(9, grid);
            default -> "";
        };
    }
}
