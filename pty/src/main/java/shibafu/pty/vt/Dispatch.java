package shibafu.pty.vt;

import java.util.function.Consumer;

/// What each word does: hands it to the family that knows it, and keeps what belongs to none, such as the two screens.
final class Dispatch implements VtSink {
    final Modes modes = new Modes();
    Grid grid;
    String title = "";
    long bells;

    private final Consumer<String> answers;
    private final Charsets charsets = new Charsets();
    private final Screens screens;

    Dispatch(int columns, int rows, Consumer<String> answers) {
        this.answers = answers;
        this.screens = new Screens(columns, rows);
        this.grid = screens.shown();
    }

    boolean isAlternate() {
        return screens.isAlternate();
    }

    void resize(int columns, int rows) {
        screens.resize(columns, rows);
    }

    @Override
    public void printAscii(byte[] bytes, int from, int to) {
        if (charsets.isPlain()) {
            grid.putAscii(bytes, from, to, modes);
        } else {
            for (int at = from; at < to; at++) {
                grid.put(charsets.map(bytes[at]), modes);
            }
        }
    }

    @Override
    public void print(int codePoint) {
        grid.put(codePoint < 0x80 ? charsets.map(codePoint) : codePoint, modes);
    }

    @Override
    public void control(int code) {
        switch (code) {
            case 0x07 -> bells++;
            case 0x08 -> {
                grid.pending = false;
                grid.x = Math.max(0, grid.x - 1);
            }
            case 0x09 -> Cursor.tab(grid, 1);
            case 0x0a, 0x0b, 0x0c -> {
                grid.lineFeed();
                if (modes.newLine) {
                    grid.x = 0;
                }
            }
            case 0x0d -> {
                grid.pending = false;
                grid.x = 0;
            }
            case 0x0e -> charsets.shift(true);
            case 0x0f -> charsets.shift(false);
            default -> {}
        }
    }

    @Override
    public void escape(int intermediate, int last) {
        switch (intermediate) {
            case 0 -> escape(last);
            case '#' -> {
                if (last == '8') {
                    Erasing.align(grid);
                }
            }
            default -> charsets.designate(intermediate, last);
        }
    }

    private void escape(int last) {
        switch (last) {
            case '7' -> saved().keep(grid, modes, charsets);
            case '8' -> saved().bringBack(grid, modes, charsets);
            case 'D' -> grid.lineFeed();
            case 'E' -> {
                grid.lineFeed();
                grid.x = 0;
            }
            case 'H' -> grid.tabs[grid.x] = true;
            case 'M' -> grid.reverseLineFeed();
            case 'Z' -> answers.accept(Reports.primary());
            case 'c' -> reset();
            case '=' -> modes.applicationKeypad = true;
            case '>' -> modes.applicationKeypad = false;
            default -> {}
        }
    }

    private Saved saved() {
        return screens.saved();
    }

    private void reset() {
        modes.reset();
        charsets.reset();
        screens.reset();
        grid = screens.shown();
        title = "";
    }

    @Override
    public void csi(int marker, Params params, int intermediate, int last) {
        if (intermediate != 0) {
            withIntermediate(marker, params, intermediate, last);
        } else if (marker == '?') {
            dec(params, last);
        } else if (marker == '>') {
            secondary(params, last);
        } else if (marker == 0) {
            plain(params, last);
        }
    }

    private void plain(Params params, int last) {
        if (Cursor.csi(grid, modes, last, params) || Erasing.csi(grid, last, params)) {
            return;
        }
        switch (last) {
            case 'm' -> grid.style = Sgr.apply(grid.style, params);
            case 'h', 'l' -> {
                for (int i = 0; i < params.count(); i++) {
                    modes.ansi(params.at(i), last == 'h');
                }
            }
            case 'n' -> answer(Reports.status(grid, modes, 0, params.at(0)));
            case 'c' -> answer(params.at(0) == 0 ? Reports.primary() : "");
            case 's' -> saved().keep(grid, modes, charsets);
            case 'u' -> saved().bringBack(grid, modes, charsets);
            case 't' -> answer(params.at(0) == 18 ? Reports.size(grid) : "");
            case 'b' -> repeat(params.or(0, 1));
            default -> {}
        }
    }

    /// No more often than there are cells: what is longer writes over itself.
    private void repeat(int count) {
        int point = grid.last;
        for (int i = 0; i < Math.min(count, grid.columns * grid.rows) && point > Line.BLANK; i++) {
            grid.put(point, modes);
        }
    }

    private void dec(Params params, int last) {
        switch (last) {
            case 'h', 'l' -> {
                for (int i = 0; i < params.count(); i++) {
                    dec(params.at(i), last == 'h');
                }
            }
            case 'J', 'K' -> Erasing.csi(grid, last, params);
            case 'n' -> answer(Reports.status(grid, modes, '?', params.at(0)));
            default -> {}
        }
    }

    private void dec(int mode, boolean on) {
        switch (mode) {
            case 6 -> {
                modes.origin = on;
                Cursor.to(grid, modes, 0, 0);
            }
            case 47, 1047 -> turn(on, false);
            case 1048 -> keepCursor(on);
            case 1049 -> {
                if (on) {
                    keepCursor(true);
                    turn(true, true);
                } else {
                    turn(false, false);
                    keepCursor(false);
                }
            }
            default -> modes.dec(mode, on);
        }
    }

    private void keepCursor(boolean keep) {
        if (keep) {
            saved().keep(grid, modes, charsets);
        } else {
            saved().bringBack(grid, modes, charsets);
        }
    }

    private void turn(boolean toAlternate, boolean clear) {
        screens.turn(toAlternate, clear);
        grid = screens.shown();
    }

    private void secondary(Params params, int last) {
        switch (last) {
            case 'c' -> answer(params.at(0) == 0 ? Reports.secondary() : "");
            case 'q' -> answer(Reports.version());
            default -> {}
        }
    }

    private void withIntermediate(int marker, Params params, int intermediate, int last) {
        if (intermediate == ' ' && last == 'q') {
            modes.cursorStyle = Math.min(6, params.at(0));
        } else if (intermediate == '!' && last == 'p') {
            modes.softReset();
            grid.style = Style.PLAIN;
            grid.resetMargins();
            charsets.reset();
            saved().forget();
        } else if (intermediate == '$' && last == 'p') {
            int mode = params.at(0);
            answer(Reports.mode(marker, mode, marker == 0 ? modes.ansi(mode) : decState(mode)));
        }
    }

    private int decState(int mode) {
        return switch (mode) {
            case 47, 1047, 1049 -> isAlternate() ? Modes.SET : Modes.RESET;
            default -> modes.dec(mode);
        };
    }

    private void answer(String text) {
        if (!text.isEmpty()) {
            answers.accept(text);
        }
    }

    @Override
    public void osc(String text) {
        Osc.title(text).ifPresent(wanted -> title = wanted);
        answer(Osc.answer(text));
    }

    @Override
    public void dcs(int marker, Params params, int intermediate, int last, String text) {
        if (intermediate == '$' && last == 'q') {
            answers.accept(Reports.setting(grid, modes, text));
        }
    }
}
