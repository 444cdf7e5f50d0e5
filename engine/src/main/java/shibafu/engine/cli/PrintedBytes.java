package shibafu.engine.cli;

import java.io.OutputStream;
import java.util.Arrays;
import shibafu.engine.launch.FrontSession;

/// The caller's standard output, for bytes.
final class PrintedBytes extends OutputStream {
    private static final int CHUNK = 64 << 10;

    private final FrontSession session;

    PrintedBytes(FrontSession session) {
        this.session = session;
    }

    @Override
    public void write(int value) {
        session.print(new byte[] {(byte) value});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int from = offset; from < offset + length; from += CHUNK) {
            session.print(Arrays.copyOfRange(bytes, from, Math.min(from + CHUNK, offset + length)));
        }
    }
}
