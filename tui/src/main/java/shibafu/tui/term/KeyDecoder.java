package shibafu.tui.term;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import shibafu.pty.vt.MouseEvent;
import shibafu.tui.keys.Key;

/// Bytes of a terminal in raw mode to keys. Fed in any pieces: what is begun waits for its rest.
///
/// ESC is both a key and the start of every other one; only time can tell. Whoever feeds calls [#timeout] when
/// nothing came for a while and [#isPending] says that something is begun.
final class KeyDecoder {
    /// More than any sequence a keyboard sends; what is longer is thrown away.
    private static final int LONGEST_SEQUENCE = 64;

    private static final int LONGEST_PASTE = 1 << 20;
    private static final String PASTE_END = "\u001b[201~";

    /// What was decoded.
    sealed interface Event {
        record Pressed(Key key) implements Event {}

        record Pasted(String text) implements Event {}

        record Moused(MouseEvent event) implements Event {}

        /// The terminal says something of itself: what stands between `ESC` and the end of it.
        record Answered(String text) implements Event {}
    }

    private enum State {
        GROUND,
        ESCAPE,
        CSI,
        OSC,
        SS3,
        UTF8,
        MOUSE,
        PASTE
    }

    private State state = State.GROUND;
    private boolean alt;
    private int missing;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final StringBuilder sequence = new StringBuilder();
    private final List<Event> events = new ArrayList<>();

    List<Event> feed(byte[] bytes, int length) {
        events.clear();
        for (int i = 0; i < length; i++) {
            take(bytes[i] & 0xff);
        }
        return List.copyOf(events);
    }

    /// Whether a key is begun that time may finish.
    boolean isPending() {
        return state != State.GROUND && state != State.PASTE;
    }

    /// Nothing more came: what is begun is all there is.
    List<Event> timeout() {
        events.clear();
        switch (state) {
            case ESCAPE -> press(alt, "esc");
            case CSI -> press(true, "[");
            case SS3 -> press(true, "O");
            case OSC -> {
                if (sequence.isEmpty()) {
                    press(true, "]");
                }
            }
            case UTF8, MOUSE, GROUND, PASTE -> {}
        }
        if (state != State.PASTE) {
            ground();
        }
        return List.copyOf(events);
    }

    private void take(int b) {
        switch (state) {
            case GROUND -> first(b);
            case ESCAPE -> escape(b);
            case CSI -> csi(b);
            case OSC -> osc(b);
            case SS3 -> ss3(b);
            case UTF8 -> utf8(b);
            case MOUSE -> {
                if (--missing == 0) {
                    ground();
                }
            }
            case PASTE -> paste(b);
        }
    }

    private void ground() {
        state = State.GROUND;
        alt = false;
        sequence.setLength(0);
        held.reset();
    }

    private void first(int b) {
        if (b == 0x1b) {
            state = State.ESCAPE;
        } else if (b < 0x20 || b == 0x7f) {
            boolean withAlt = alt;
            ground();
            press(withAlt, Sequences.control(b));
        } else if (b < 0x80) {
            boolean withAlt = alt;
            ground();
            typed(withAlt, b);
        } else {
            startUtf8(b);
        }
    }

    private void escape(int b) {
        if (b == '[') {
            state = State.CSI;
        } else if (b == ']' && !alt) {
            state = State.OSC;
        } else if (b == 'O') {
            state = State.SS3;
        } else if (b == 0x1b) {
            press(alt, "esc");
            alt = false;
        } else {
            alt = true;
            state = State.GROUND;
            first(b);
        }
    }

    private void csi(int b) {
        if (b == 0x1b) {
            ground();
            state = State.ESCAPE;
            return;
        }
        sequence.append((char) b);
        if (sequence.length() > LONGEST_SEQUENCE) {
            ground();
        } else if (b >= 0x40 && b <= 0x7e && !(b == '[' && sequence.length() == 1)) {
            String whole = sequence.toString();
            ground();
            if (whole.equals("200~")) {
                state = State.PASTE;
            } else if (whole.equals("M")) {
                // A mouse report of the oldest kind: three more bytes, which must not be taken for keys.
                state = State.MOUSE;
                missing = 3;
            } else if (whole.endsWith("$y")) {
                events.add(new Event.Answered(whole));
            } else {
                Sequences.csi(whole).ifPresent(this::press);
                MouseSequence.parse(whole).ifPresent(event -> events.add(new Event.Moused(event)));
            }
        }
    }

    /// An answer ends in BEL or `ESC \`; where no number follows, it was Alt-] that was typed.
    private void osc(int b) {
        if (sequence.isEmpty() && (b < '0' || b > '9')) {
            ground();
            press(true, "]");
            first(b);
        } else if (b == 0x07 || (b == '\\' && sequence.charAt(sequence.length() - 1) == 0x1b)) {
            String whole = sequence.toString().replace("\u001b", "");
            ground();
            events.add(new Event.Answered("]" + whole));
        } else {
            sequence.append((char) b);
            if (sequence.length() > LONGEST_SEQUENCE) {
                ground();
            }
        }
    }

    private void ss3(int b) {
        ground();
        if (b == 0x1b) {
            state = State.ESCAPE;
        } else {
            Sequences.ss3(b).ifPresent(this::press);
        }
    }

    private void startUtf8(int b) {
        missing = b >= 0xf0 && b < 0xf5 ? 3 : b >= 0xe0 && b < 0xf0 ? 2 : b >= 0xc2 && b < 0xe0 ? 1 : 0;
        if (missing == 0) {
            ground();
            return;
        }
        state = State.UTF8;
        held.write(b);
    }

    private void utf8(int b) {
        if ((b & 0xc0) != 0x80) {
            ground();
            first(b);
            return;
        }
        held.write(b);
        if (--missing == 0) {
            int c = held.toString(StandardCharsets.UTF_8).codePointAt(0);
            boolean withAlt = alt;
            ground();
            if (c != 0xfffd) {
                typed(withAlt, c);
            }
        }
    }

    private void paste(int b) {
        if (held.size() < LONGEST_PASTE) {
            held.write(b);
        }
        sequence.append((char) b);
        if (sequence.length() > PASTE_END.length()) {
            sequence.deleteCharAt(0);
        }
        if (sequence.toString().equals(PASTE_END)) {
            String text = held.toString(StandardCharsets.UTF_8).replace(PASTE_END, "");
            ground();
            events.add(new Event.Pasted(text.replace("\r\n", "\n").replace('\r', '\n')));
        }
    }

    private void typed(boolean withAlt, int codePoint) {
        press(withAlt ? Key.named("alt-" + Key.typed(codePoint).name()) : Key.typed(codePoint));
    }

    private void press(boolean withAlt, String name) {
        press(Key.named(withAlt ? "alt-" + name : name));
    }

    private void press(Key key) {
        events.add(new Event.Pressed(key));
    }
}
