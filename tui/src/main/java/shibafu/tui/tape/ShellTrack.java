package shibafu.tui.tape;

import java.util.List;

/// What one shell printed, and when.
///
/// @param id of its container
/// @param openedMicros when it was first there
public record ShellTrack(long number, String id, int columns, int rows, long openedMicros, List<Piece> pieces) {
    public ShellTrack {
        pieces = List.copyOf(pieces);
    }

    /// Whether there is something to be seen of it then; one that has ended stays in sight.
    boolean isThere(long micros) {
        return openedMicros <= micros;
    }

    /// Something that happened to its terminal.
    sealed interface Piece {
        long micros();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared; a copy of each piece would double a recording
    record Output(long micros, byte[] bytes) implements Piece {}

    record Resize(long micros, int columns, int rows) implements Piece {}
}
