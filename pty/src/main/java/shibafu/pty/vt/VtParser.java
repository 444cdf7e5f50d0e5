package shibafu.pty.vt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes to words: the states of DEC's terminals (vt100.net/emu/dec_ansi_parser) over UTF-8. The bytes may come in any
/// pieces. C1 controls are known by their two-byte form alone, as their bytes are parts of UTF-8.
final class VtParser {
    private enum State {
        GROUND,
        ESCAPE,
        CSI,
        CSI_IGNORED,
        /// In the rest of a character that has ended a sequence.
        TORN,
        DCS,
        STRING
    }

    /// What a string is for.
    private enum Kind {
        OSC,
        DCS,
        IGNORED
    }

    private static final int CAN = 0x18;
    private static final int SUB = 0x1a;
    private static final int ESC = 0x1b;
    private static final int BEL = 0x07;
    private static final int DEL = 0x7f;
    private static final int LONGEST_STRING = 64 * 1024;
    private static final int FIRST_STRING = 256;

    private final VtSink sink;
    private final Utf8 utf8 = new Utf8();
    private final Params params = new Params();
    private State state = State.GROUND;
    private Kind kind = Kind.IGNORED;
    private int marker;
    private int intermediate;
    private int name;
    private byte[] string = new byte[FIRST_STRING];
    private int length;

    VtParser(VtSink sink) {
        this.sink = sink;
    }

    /// @param to exclusive
    void feed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (state == State.GROUND && utf8.idle()) {
                int end = at;
                while (end < to && bytes[end] >= ' ' && bytes[end] < DEL) {
                    end++;
                }
                if (end > at) {
                    sink.printAscii(bytes, at, end);
                    at = end;
                    continue;
                }
            }
            next(bytes[at] & 0xff);
            at++;
        }
    }

    private void next(int octet) {
        if (octet < ' ') {
            utf8.cut(sink);
            control(octet);
            return;
        }
        if (octet > DEL && (state == State.ESCAPE || state == State.CSI || state == State.CSI_IGNORED)) {
            // No sequence has such a byte; the character that it begins is lost with it, as in xterm.
            state = State.TORN;
            return;
        }
        switch (state) {
            case GROUND -> utf8.next(octet, sink);
            case ESCAPE -> escape(octet);
            case CSI -> csi(octet);
            case DCS -> dcs(octet);
            case STRING -> append(octet);
            case TORN -> {
                if (octet < 0x80 || octet > 0xbf) {
                    state = State.GROUND;
                    utf8.next(octet, sink);
                }
            }
            case CSI_IGNORED -> {
                if (octet >= '@' && octet < DEL) {
                    state = State.GROUND;
                }
            }
        }
    }

    private void control(int octet) {
        boolean inString = state == State.STRING || state == State.DCS;
        switch (octet) {
            case ESC -> {
                endString();
                state = State.ESCAPE;
                intermediate = 0;
            }
            case CAN, SUB -> state = State.GROUND;
            case BEL -> {
                if (state == State.STRING && kind == Kind.OSC) {
                    endString();
                } else if (!inString) {
                    sink.control(octet);
                }
            }
            default -> {
                if (!inString) {
                    sink.control(octet);
                }
            }
        }
    }

    private void escape(int octet) {
        if (octet < '0') {
            intermediate = octet;
            return;
        }
        state = State.GROUND;
        if (octet >= DEL) {
            return;
        }
        if (intermediate != 0) {
            sink.escape(intermediate, octet);
            return;
        }
        switch (octet) {
            case '[' -> begin(State.CSI);
            case 'P' -> begin(State.DCS);
            case ']' -> beginString(Kind.OSC);
            case 'X', '^', '_' -> beginString(Kind.IGNORED);
            default -> sink.escape(0, octet);
        }
    }

    private void begin(State next) {
        state = next;
        params.clear();
        marker = 0;
        intermediate = 0;
    }

    private void csi(int octet) {
        if (octet >= '@' && octet < DEL) {
            state = State.GROUND;
            sink.csi(marker, params, intermediate, octet);
        } else if (!param(octet)) {
            state = State.CSI_IGNORED;
        }
    }

    private void dcs(int octet) {
        if (octet >= '@' && octet < DEL) {
            name = octet;
            beginString(Kind.DCS);
        } else if (!param(octet)) {
            beginString(Kind.IGNORED);
        }
    }

    /// What stands between the beginning of a sequence and its last letter.
    ///
    /// @return whether it may stand there
    private boolean param(int octet) {
        if (octet >= '0' && octet <= '9') {
            params.digit(octet - '0');
        } else if (octet == ';' || octet == ':') {
            params.next(octet == ':');
        } else if (octet >= '<' && octet <= '?') {
            marker = octet;
        } else if (octet < '0') {
            intermediate = octet;
        } else {
            return octet == DEL;
        }
        return true;
    }

    private void beginString(Kind what) {
        state = State.STRING;
        kind = what;
        length = 0;
    }

    /// One that is longer than any honest one is cut.
    private void append(int octet) {
        if (kind == Kind.IGNORED || length == LONGEST_STRING) {
            return;
        }
        if (length == string.length) {
            string = Arrays.copyOf(string, length * 2);
        }
        string[length] = (byte) octet;
        length++;
    }

    private void endString() {
        if (state != State.STRING) {
            return;
        }
        state = State.GROUND;
        String text = new String(string, 0, length, StandardCharsets.UTF_8);
        switch (kind) {
            case OSC -> sink.osc(text);
            case DCS -> sink.dcs(marker, params, intermediate, name, text);
            case IGNORED -> {}
        }
        if (string.length > FIRST_STRING * 16) {
            string = new byte[FIRST_STRING];
        }
    }
}
