package shibafu.tui.tape;

import shibafu.pty.vt.ScreenSnapshot;
import shibafu.tui.flow.Msg;

/// Something that is to be written down.
sealed interface Heard {
    /// When it happened, in microseconds since the recording began.
    long micros();

    record Told(long micros, Msg msg) implements Heard {}

    record Opened(long micros, long number, String id, ScreenSnapshot now) implements Heard {}

    @SuppressWarnings("ArrayRecordComponent") // a copy made for it, and never compared
    record Printed(long micros, long number, byte[] bytes) implements Heard {}

    record Resized(long micros, long number, int columns, int rows) implements Heard {}

    /// The recording is to end.
    record Stop(long micros) implements Heard {}
}
