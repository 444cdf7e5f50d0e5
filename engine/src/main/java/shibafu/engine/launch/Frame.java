package shibafu.engine.launch;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// One message between a front and the engine.
///
/// @param payload little-endian, positioned at its start
record Frame(int type, ByteBuffer payload) {
    static final int REQUEST = 1;
    static final int REPORT = 3;
    static final int OUTCOME = 4;
    static final int EXITED = 6;
    static final int PRINT = 16;
    static final int EXECUTE = 17;
    static final int EXIT = 18;
    static final int FOLLOW = 19;
    static final int ATTACH = 20;
    static final int NOTIFY = 21;
    static final int DECLINE = 22;
    static final int BUSY = 23;
    static final int AHEAD = 24;
    static final int KEYS = 25;

    /// A plan's cap and some room for what goes with it; both sides refuse more.
    static final int MAX_PAYLOAD = (1 << 20) + (64 << 10);

    private static final int HEADER = 8;

    /// Reads the next frame.
    ///
    /// @throws java.io.EOFException if the other side has closed the connection
    static Frame read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] header = new byte[HEADER];
        data.readFully(header);
        ByteBuffer numbers = littleEndian(header);
        int type = numbers.getInt();
        int length = numbers.getInt();
        if (length < 0 || length > MAX_PAYLOAD) {
            throw new IOException("refuse frame of type " + type + ": length " + Integer.toUnsignedString(length)
                    + " is over " + MAX_PAYLOAD);
        }
        byte[] payload = new byte[length];
        data.readFully(payload);
        return new Frame(type, littleEndian(payload));
    }

    /// Writes a frame of numbers and, where there is one, a block of bytes with its length before it. To be flushed.
    static void write(OutputStream out, int type, int[] numbers, byte[]... blocks) throws IOException {
        int length = numbers.length * Integer.BYTES;
        for (byte[] block : blocks) {
            length += Integer.BYTES + block.length;
        }
        ByteBuffer frame = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(type).putInt(length);
        for (int number : numbers) {
            frame.putInt(number);
        }
        for (byte[] block : blocks) {
            frame.putInt(block.length).put(block);
        }
        out.write(frame.array());
    }

    /// Takes a string: its length with the closing zero, then its bytes.
    static String takeString(ByteBuffer payload) {
        int length = payload.getInt();
        if (length < 1 || length > payload.remaining()) {
            throw new IllegalArgumentException("string of " + length + " bytes in " + payload.remaining());
        }
        byte[] bytes = new byte[length - 1];
        payload.get(bytes);
        payload.get();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
