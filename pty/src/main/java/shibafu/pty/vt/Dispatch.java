package shibafu.pty.vt;

import java.util.function.Consumer;

/// What each word does: hands it to the family that knows it.
final class Dispatch implements VtSink {
    final State state;

    private final Modes modes;
    private final Charsets charsets;
    private final Consumer<String> answers;

    Dispatch(int columns, int rows, Consumer<String> answers) {
        this.state = new State(columns, rows);
        this.modes = state.modes;
        this.charsets = state.charsets;
        this.answers = answers;
    }

    @Override
    public void printAscii(byte[] bytes, int from, int to) {
        if (charsets.isPlain()) {
            state.grid.putAscii(bytes, from, to, modes);
        } else {
            for (int at = from; at < to; at++) {
                state.grid.put(charsets.map(bytes[at]), modes);
            }
        }
    }

    @Override
    public void print(int codePoint) {
        state.grid.put(codePoint < 0x80 ? charsets.map(codePoint) : codePoint, modes);
    }

    @Override
    public void control(int code) {
        Grid grid = state.grid;
        grid.last = Line.BLANK;
        switch (code) {
            case 0x07 -> state.bells++;
            case 0x08 -> grid.to(Math.max(grid.start(), grid.x - 1), grid.y);
            case 0x09 -> Cursor.tab(grid, 1);
            case 0x0a, 0x0b, 0x0c -> {
                grid.lineFeed();
                if (modes.newLine) {
                    grid.carriageReturn();
                }
            }
            case 0x0d -> grid.carriageReturn();
            case 0x0e -> charsets.shift(true);
            case 0x0f -> charsets.shift(false);
            default -> {}
        }
    }

    @Override
    public void escape(int intermediate, int last) {
        state.grid.last = Line.BLANK;
        switch (intermediate) {
            case 0 -> escape(last);
            case '#' -> {
                if (last == '8') {
                    Erasing.align(state.grid);
                }
            }
            default -> charsets.designate(intermediate, last);
        }
    }

    private void escape(int last) {
        Grid grid = state.grid;
        switch (last) {
            case '6' -> SideScroll.back(grid);
            case '7' -> state.keepCursor(true);
            case '8' -> state.keepCursor(false);
            case '9' -> SideScroll.forward(grid);
            case 'D' -> grid.lineFeed();
            case 'E' -> {
                grid.lineFeed();
                grid.carriageReturn();
            }
            case 'H' -> grid.tabs[grid.x] = true;
            case 'M' -> grid.reverseLineFeed();
            case 'Z' -> answer(Reports.primary());
            case 'c' -> state.reset();
            case '=' -> modes.applicationKeypad = true;
            case '>' -> modes.applicationKeypad = false;
            default -> {}
        }
    }

    @Override
    public void csi(int marker, Params params, int intermediate, int last) {
        if (intermediate != 0) {
            withIntermediate(marker, params, intermediate, last);
        } else if (marker == '?') {
            dec(params, last);
        } else if (marker == 0) {
            plain(params, last);
        }
        answer(Questions.csi(state, marker, params, intermediate, last));
        state.grid.last = Line.BLANK;
    }

    private void plain(Params params, int last) {
        if (Cursor.csi(state.grid, modes, last, params) || Erasing.csi(state.grid, last, params)) {
            return;
        }
        switch (last) {
            case 'm' -> state.grid.style = Sgr.apply(state.grid.style, params);
            case 'h', 'l' -> {
                for (int i = 0; i < params.count(); i++) {
                    modes.ansi(params.at(i), last == 'h');
                }
            }
            case 's' -> {
                if (modes.sideMargins) {
                    Cursor.columns(state.grid, modes, params);
                } else {
                    state.keepCursor(true);
                }
            }
            case 'u' -> state.keepCursor(false);
            case 't' -> titles(params.at(0), params.at(1));
            case 'b' -> repeat(params.or(0, 1));
            default -> {}
        }
    }

    /// No more often than there are cells: what is longer writes over itself.
    private void repeat(int count) {
        Grid grid = state.grid;
        int point = grid.last;
        for (int i = 0; i < Math.min(count, grid.columns * grid.rows) && point > Line.BLANK; i++) {
            grid.put(point, modes);
        }
    }

    /// @param which 0 both, 1 the icon's, 2 the window's
    private void titles(int what, int which) {
        if (which == 1) {
            return;
        }
        switch (what) {
            case 22 -> state.pushTitle();
            case 23 -> state.popTitle();
            default -> {}
        }
    }

    private void dec(Params params, int last) {
        switch (last) {
            case 'J', 'K' -> Erasing.selective(state.grid, last, params);
            case 'h', 'l', 'r', 's' -> {
                for (int i = 0; i < params.count(); i++) {
                    mode(params.at(i), last);
                }
            }
            default -> {}
        }
    }

    private void mode(int mode, int last) {
        switch (last) {
            case 'h' -> PrivateModes.set(state, mode, true);
            case 'l' -> PrivateModes.set(state, mode, false);
            case 'r' -> state.savedMode(mode).ifPresent(on -> PrivateModes.set(state, mode, on));
            default -> state.saveMode(mode);
        }
    }

    private void withIntermediate(int marker, Params params, int intermediate, int last) {
        if (marker != 0) {
            return;
        }
        Grid grid = state.grid;
        switch (intermediate) {
            case ' ' -> {
                if (last == 'q') {
                    modes.cursorStyle = Math.min(6, params.at(0));
                } else {
                    SideScroll.screen(grid, last, params.or(0, 1));
                }
            }
            case '!' -> {
                if (last == 'p') {
                    state.softReset();
                }
            }
            case '"' -> {
                if (last == 'q') {
                    boolean on = params.at(0) == 1;
                    grid.style = on ? grid.style | Style.PROTECTED : grid.style & ~Style.PROTECTED;
                }
            }
            case '\'' -> SideScroll.columns(grid, last, params.or(0, 1));
            case '$' -> Rectangles.csi(grid, modes, last, params);
            default -> {}
        }
    }

    private void answer(String text) {
        if (!text.isEmpty()) {
            answers.accept(text);
        }
    }

    @Override
    public void osc(String text) {
        Osc.title(text).ifPresent(wanted -> state.title = wanted);
        Osc.clipboard(text).ifPresent(offered -> state.clipboard = state.clipboard.next(offered));
        answer(Osc.answer(text));
    }

    @Override
    public void dcs(int marker, Params params, int intermediate, int last, String text) {
        if (marker == 0 && intermediate == '$' && last == 'q') {
            answer(Reports.setting(state.grid, modes, text));
        }
    }
}
